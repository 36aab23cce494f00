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

import io.cdcpipelines.starrocks.environment.CanonicalForm.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what MySQL holds with what arrived in StarRocks: the number of rows, and for every
 * column a checksum over the canonical texts of its values. Both sides are streamed, in whatever
 * order they answer; where the checksums differ, a second pass finds the rows. One thread uses it.
 *
 * <p>A checksum adds up one hash per row over column, key and value. It does not depend on the
 * order of rows, and two values that swapped their rows change it.
 */
public final class TableComparison {

    private static final int LISTED_DIFFERENCES = 10;

    private final SourceDatabase source;
    private final StarRocksEnvironment target;
    private final String timeZone;

    /**
     * @param timeZone offset such as {@code +00:00} of the zone in which the pipeline writes
     *     TIMESTAMP columns
     */
    public TableComparison(SourceDatabase source, StarRocksEnvironment target, String timeZone) {
        this.source = source;
        this.target = target;
        this.timeZone = timeZone;
    }

    /** Compares tables of the same name on both sides. */
    public Outcome compare(String table) throws SQLException {
        return compare(List.of(table), table);
    }

    /**
     * Compares the union of several tables of MySQL, whose keys must not overlap, with one of
     * StarRocks.
     */
    public Outcome compare(List<String> sourceTables, String targetTable) throws SQLException {
        try (Connection mysql = source.connect();
                Connection starRocks = target.connect()) {
            ComparedRows.setTimeZone(mysql, timeZone);
            ComparedTable table = ComparedTable.read(mysql, sourceTables, starRocks, targetTable);
            ComparedRows sourceRows = new ComparedRows(mysql, Side.SOURCE, table);
            ComparedRows targetRows = new ComparedRows(starRocks, Side.TARGET, table);

            RowSum expected = sum(sourceRows, sourceTables, table);
            RowSum actual = sum(targetRows, List.of(targetTable), table);
            List<String> differences = new ArrayList<>(table.mismatches());
            if (!expected.equals(actual)) {
                differences.addAll(
                        differingRows(sourceRows, sourceTables, targetRows, targetTable));
            }
            return new Outcome(
                    targetTable,
                    expected.rows,
                    actual.rows,
                    expected.checksums(table),
                    actual.checksums(table),
                    differences);
        }
    }

    private static RowSum sum(ComparedRows rows, List<String> tables, ComparedTable table)
            throws SQLException {
        RowSum sum = new RowSum(table.columns().size());
        for (String name : tables) {
            rows.forEach(name, row -> sum.add(row, table));
        }
        return sum;
    }

    private static List<String> differingRows(
            ComparedRows sourceRows,
            List<String> sourceTables,
            ComparedRows targetRows,
            String targetTable)
            throws SQLException {
        Map<String, Long> seen = new HashMap<>();
        Set<String> keys = new LinkedHashSet<>();
        for (String table : sourceTables) {
            sourceRows.forEach(
                    table,
                    row -> {
                        if (seen.put(row.key(), row.hash()) != null) {
                            keys.add(row.key());
                        }
                    });
        }
        targetRows.forEach(
                targetTable,
                row -> {
                    Long expected = seen.remove(row.key());
                    if (expected == null || expected != row.hash()) {
                        keys.add(row.key());
                    }
                });
        keys.addAll(seen.keySet());
        return describe(keys, sourceRows, sourceTables, targetRows, targetTable);
    }

    private static List<String> describe(
            Set<String> keys,
            ComparedRows sourceRows,
            List<String> sourceTables,
            ComparedRows targetRows,
            String targetTable)
            throws SQLException {
        Set<String> listed = new LinkedHashSet<>(keys.stream().limit(LISTED_DIFFERENCES).toList());
        Map<String, List<ComparedRows.Row>> expected = sourceRows.withKeys(sourceTables, listed);
        Map<String, List<ComparedRows.Row>> actual =
                targetRows.withKeys(List.of(targetTable), listed);
        List<String> lines = new ArrayList<>();
        for (String key : listed) {
            lines.add(
                    "key %s: MySQL %s, StarRocks %s"
                            .formatted(
                                    key,
                                    expected.getOrDefault(key, List.of()),
                                    actual.getOrDefault(key, List.of())));
        }
        if (keys.size() > listed.size()) {
            lines.add("and %d more rows".formatted(keys.size() - listed.size()));
        }
        return lines;
    }

    /** Sums of hashes per column; used by one thread. */
    private static final class RowSum {
        private final long[] columns;
        private long rows;

        RowSum(int columnCount) {
            this.columns = new long[columnCount];
        }

        void add(ComparedRows.Row row, ComparedTable table) {
            rows++;
            for (int i = 0; i < columns.length; i++) {
                columns[i] += row.hash(table.columns().get(i).name(), i);
            }
        }

        Map<String, String> checksums(ComparedTable table) {
            Map<String, String> result = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                result.put(table.columns().get(i).name(), "%016x".formatted(columns[i]));
            }
            return result;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof RowSum that
                    && rows == that.rows
                    && Arrays.equals(columns, that.columns);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(columns);
        }
    }

    /**
     * What a comparison found.
     *
     * @param sourceChecksums per column in the order of MySQL's columns
     * @param targetChecksums per column in the order of MySQL's columns
     * @param differences sentences about columns and the first rows that differ; empty if all is
     *     equal
     */
    public record Outcome(
            String table,
            long sourceRows,
            long targetRows,
            Map<String, String> sourceChecksums,
            Map<String, String> targetChecksums,
            List<String> differences) {

        public boolean isEqual() {
            return differences.isEmpty()
                    && sourceRows == targetRows
                    && sourceChecksums.equals(targetChecksums);
        }

        @Override
        public String toString() {
            return "%s: %d rows in MySQL, %d in StarRocks, %s"
                    .formatted(
                            table,
                            sourceRows,
                            targetRows,
                            isEqual() ? "equal" : "different: " + String.join("\n  ", differences));
        }
    }
}
