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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCountTest {
    private final RowCount count = new RowCount();

    private void add(String table, String body) throws IOException {
        count.add(table, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"a\":\"}{\"}\n{\"id\":2,\"a\":null}\n",
                "[{\"id\":1,\"a\":\"],[\"},{\"a\":3,\"id\":2}]",
                "[{\"a\":{\"id\":7},\"id\":1}][{\"id\":2}]"
            })
    void countsObjects(String body) throws IOException {
        add("t", body);
        assertThat(count.rows()).isEqualTo(2);
        assertThat(count.distinctRows()).isEqualTo(2);
    }

    @Test
    void knowsRowsThatComeAgain() throws IOException {
        add("t", "{\"id\":1}{\"id\":2}");
        add("t", "{\"id\":2}");
        add("u", "{\"id\":2}");
        assertThat(count.rows()).isEqualTo(4);
        assertThat(count.distinctRows()).isEqualTo(3);
    }

    @Test
    void refusesABodyThatIsCut() {
        assertThatThrownBy(() -> add("t", "{\"id\":1}{\"id\":"))
                .isInstanceOf(JsonProcessingException.class);
    }
}
