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

package io.cdcpipelines.starrocks.cdc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyWidthTest {

    private static List<StarRocksColumn> key(String types) {
        return Arrays.stream(types.split(" "))
                .map(type -> StarRocksColumn.of("k_" + type, StarRocksType.parse(type)).asNotNull())
                .collect(Collectors.toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "BOOLEAN, 1",
        "TINYINT, 1",
        "SMALLINT, 2",
        "INT, 4",
        "BIGINT, 8",
        "LARGEINT, 16",
        "DATE, 4",
        "DATETIME, 8",
        "VARCHAR(128), 128",
        "VARCHAR(1048576), 1048576",
        "INT VARCHAR(124), 128",
        "VARCHAR(122) INT, 128",
        "VARCHAR(40) VARCHAR(40), 82",
        "VARCHAR(1) VARCHAR(1) VARCHAR(1), 7",
        "BIGINT LARGEINT DATE DATETIME BOOLEAN SMALLINT, 39",
    })
    void isWhatTheLongestKeyTakes(String types, long bytes) {
        assertThat(KeyWidth.mostBytes(key(types))).isEqualTo(bytes);
    }

    @Test
    void warnsOfKeysThatBackendsMayRefuse() {
        assertThat(KeyWidth.warning(PlanFixture.PATH, key("INT VARCHAR(124)"))).isEmpty();
        assertThat(KeyWidth.warning(PlanFixture.PATH, key("INT VARCHAR(125)")).orElseThrow())
                .contains("table d.t")
                .contains("129 bytes (k_INT INT, k_VARCHAR(125) VARCHAR(125))")
                .contains("primary_key_limit_size")
                .contains("128 bytes");
    }

    /** Four bytes per character of the source: 32 characters are never too many. */
    @ParameterizedTest(name = "{0} characters")
    @CsvSource({"32, 0", "33, 1"})
    void warnsWhenATableIsPlanned(int characters, int warnings) {
        CreateTableEvent event =
                new CreateTableEvent(
                        PlanFixture.ID,
                        Schema.newBuilder()
                                .physicalColumn("code", DataTypes.VARCHAR(characters).notNull())
                                .physicalColumn("long", DataTypes.STRING())
                                .primaryKey("code")
                                .build());

        assertThat(
                        PlanFixture.PLANNER
                                .plan(event, TargetState.absent(PlanFixture.PATH, true))
                                .warnings())
                .hasSize(warnings)
                .allMatch(warning -> warning.contains("primary_key_limit_size"));
    }
}
