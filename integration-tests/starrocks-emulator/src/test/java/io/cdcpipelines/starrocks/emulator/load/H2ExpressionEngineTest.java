/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */

package io.cdcpipelines.starrocks.emulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2ExpressionEngineTest {
    private final H2ExpressionEngine engine = new H2ExpressionEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "tmp+1, 2, 3",
                "tmp * 2 - 1, 5, 9",
                "concat(tmp; 'x'), a, ax",
                "concat(tmp; \"x\"), a, ax",
                "upper(`tmp`), a, A",
                "case when tmp > 5 then 'big' else 'small' end, 7, big"
            })
    void computesFromTextOfARow(String sql, String tmp, String expected) throws Exception {
        Object value = engine.evaluate(sql.replace(';', ','), Map.of("tmp", tmp));

        assertThat(String.valueOf(value)).isEqualTo(expected);
    }

    @Test
    void computesNullFromNull() throws Exception {
        Map<String, Object> variables = new HashMap<>();
        variables.put("tmp", null);

        assertThat(engine.evaluate("tmp+1", variables)).isNull();
    }

    @Test
    void refusesWhatItCannotComputeWithoutQuotingTheRow() {
        assertThatThrownBy(() -> engine.evaluate("nosuch(tmp)", Map.of("tmp", "secret")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("nosuch(tmp)")
                .hasMessageNotContaining("secret");
    }
}
