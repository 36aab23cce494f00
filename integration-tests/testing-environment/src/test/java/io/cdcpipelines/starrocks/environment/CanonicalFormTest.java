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

package io.cdcpipelines.starrocks.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.environment.CanonicalForm.Side;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormTest {

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "int, 7, 7, 7",
        "bigint unsigned, 18446744073709551615, 18446744073709551615, 18446744073709551615",
        "'decimal(65,30)', 1.500000000000000000000000000000, 1.5, 1.5",
        "'decimal(10,2)', 100.00, 100, 100",
        "'decimal(10,2)', 0.00, 0, 0",
        "float, 1.23457, 1.2345678, 1.23457",
        "float, 3.40282e38, 3.4028235E38, 3.40282E+38",
        "float, -0, 0, 0",
        "double, 1e-300, 1.0E-300, 1.0E-300",
        "double, -0, 0, 0.0",
        "tinyint(1), 1, 1, true",
        "tinyint(1), 5, 1, true",
        "tinyint(1), 0, 0, false",
        "year(4), 1901, 1901, 1901",
        "date, 1000-01-01, 1000-01-01, 1000-01-01",
        "datetime(3), 2024-02-29 23:59:59.120, 2024-02-29 23:59:59.120000, 2024-02-29 23:59:59.12",
        "datetime, 2024-02-29 23:59:59, 2024-02-29 23:59:59, 2024-02-29 23:59:59",
        "timestamp(6), 2024-01-01 00:00:00.000000, 2024-01-01 00:00:00, 2024-01-01 00:00:00",
        "time(6), -12:34:56.789123, -12:34:56.789, -12:34:56.789",
        "time, 838:59:59, 838:59:59, 838:59:59",
        "json, '{\"b\": [1, 2.0], \"a\": null}', '{\"a\":null,\"b\":[1,2]}', '{\"a\":null,\"b\":[1,2]}'",
        "json, '\"it''s\"', '\"it''s\"', '\"it''s\"'",
        "'enum(''a'',''b'')', a, a, a",
        "'set(''a'',''b'')', 'a,b', 'a,b', 'a,b'",
    })
    void isTheSameForBothServers(String type, String source, String target, String expected) {
        CanonicalForm form = CanonicalForm.ofColumn(type);

        assertThat(form.of(bytes(source), Side.SOURCE)).isEqualTo(expected);
        assertThat(form.of(bytes(target), Side.TARGET)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} is not {2}")
    @CsvSource({
        "'decimal(10,2)', 1.50, 1.51",
        "datetime(6), 2024-01-01 00:00:00.000001, 2024-01-01 00:00:00",
        "time(3), -00:00:01.500, 00:00:01.500",
        "double, 0.1, 0.10000000000000002",
        "varchar(10), 'a ', a",
        "json, '{\"a\": 1}', '{\"a\": \"1\"}'",
    })
    void tellsValuesApart(String type, String source, String target) {
        CanonicalForm form = CanonicalForm.ofColumn(type);

        assertThat(form.of(bytes(source), Side.SOURCE))
                .isNotEqualTo(form.of(bytes(target), Side.TARGET));
    }

    @Test
    void readsBitsInTheOrderOfEachServer() {
        CanonicalForm form = CanonicalForm.ofColumn("bit(10)");

        assertThat(form.of(new byte[] {0x02, (byte) 0xaa}, Side.SOURCE)).isEqualTo("1010101010");
        assertThat(form.of(new byte[] {(byte) 0xaa, 0x02}, Side.TARGET)).isEqualTo("1010101010");
    }

    @Test
    void readsASingleBitAsTruthValue() {
        CanonicalForm form = CanonicalForm.ofColumn("bit(1)");

        assertThat(form.of(new byte[] {1}, Side.SOURCE)).isEqualTo("true");
        assertThat(form.of(bytes("1"), Side.TARGET)).isEqualTo("true");
        assertThat(form.of(new byte[] {0}, Side.SOURCE)).isEqualTo("false");
        assertThat(form.of(bytes("0"), Side.TARGET)).isEqualTo("false");
    }

    @Test
    void refusesTypesItKnowsNothingAbout() {
        assertThatThrownBy(() -> CanonicalForm.ofColumn("geometry"))
                .hasMessageContaining("geometry");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
