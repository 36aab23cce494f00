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

package io.cdcpipelines.starrocks.cdc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.Partitioning;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenPartitionsTest {
    private static final List<String> COLUMNS =
            List.of("id", "created_at", "region", "day", "a;b", "month");

    private static ChosenPartitions parsed(String text) {
        return ChosenPartitions.parse("partition-by", text).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "region              | region",
                "region, DAY         | region;day",
                "(region, day)       | region;day",
                "`region`,(id)       | ",
            })
    void readsListsOfColumns(String text, String columns) {
        Partitioning partitioning = parsed(text).of(COLUMNS);

        if (columns == null) {
            assertThat(partitioning).isEqualTo(Partitioning.byExpression(text.trim()));
        } else {
            assertThat(partitioning)
                    .isEqualTo(Partitioning.byColumns(Arrays.asList(columns.split(";"))));
        }
    }

    @Test
    void refusesAListWithAColumnThatTheTableLacks() {
        assertThatThrownBy(() -> parsed("region, nope").of(COLUMNS))
                .hasMessageStartingWith("'partition-by' names column nope");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "date_trunc('day', created_at)                     | created_at",
                "date_trunc( \"month\" ,Created_At )               | created_at",
                "time_slice(created_at, INTERVAL 7 day)            | created_at",
                "date_trunc('day', created_at), region             | created_at;region",
                "day(created_at)                                   | created_at",
                "`day`, substr(region, 1, 2)                       | day;region",
                "from_unixtime(id, '%Y')                           | id",
                "RANGE(created_at) (START (\"2024\") END (\"2025\") EVERY (INTERVAL 1 month))"
                        + " | created_at",
                "LIST (region) (PARTITION day VALUES IN ('a'))     | region",
                "RANGE(id) (PARTITION p VALUES [('1'), ('2')))     | id",
                "substr(region, 1, 2), 'it\\'s ; day'              | region",
            })
    void findsTheColumnsOfAnExpression(String text, String columns) {
        ChosenPartitions chosen = parsed(text);

        assertThat(chosen.columnsAmong(COLUMNS)).containsExactly(columns.split(";"));
        assertThat(chosen.of(COLUMNS)).isEqualTo(Partitioning.byExpression(text.trim()));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "date_trunc('day', created_at",
                "date_trunc('day', created_at))",
                "date_trunc('day, created_at)",
                "date_trunc(\"day, created_at)",
                "id) DISTRIBUTED BY HASH(id",
                "f(id); DROP TABLE t",
                "f(`id)",
            })
    void refusesWhatCannotBeOneClause(String text) {
        assertThat(ChosenPartitions.parse("partition-by", text)).isEmpty();
    }
}
