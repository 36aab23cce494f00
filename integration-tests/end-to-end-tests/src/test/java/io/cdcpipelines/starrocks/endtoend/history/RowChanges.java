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

package io.cdcpipelines.starrocks.endtoend.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes statements that change rows, and follows them in the model. Where the table in StarRocks is
 * not to be MySQL's own, a row that changes is copied anew into the expected table: what MySQL does
 * not have, or StarRocks does not take, is NULL in it from then on. Confined to the thread of its
 * history.
 */
final class RowChanges {

    private final Behavior behavior;
    private final Random random;

    /** Grows with each statement, because MySQL says nothing of an update that changes nothing. */
    private int revision;

    RowChanges(Behavior behavior, Random random) {
        this.behavior = behavior;
        this.random = random;
    }

    Step next(SourceTable table) {
        int choice = random.nextInt(100);
        if (table.rows().size() < 30 || choice < 38) {
            return insert(table, 1 + random.nextInt(20));
        }
        if (choice < 80) {
            return update(table);
        }
        return choice < 92 ? delete(table) : changeKey(table);
    }

    Step insert(SourceTable table, int count) {
        List<Integer> rows = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = table.newRow();
            rows.add(row);
            values.add(
                    "("
                            + table.key().literals(row)
                            + ", "
                            + ++revision
                            + table.columns().stream()
                                    .map(column -> ", " + column.nextLiteral(random))
                                    .collect(Collectors.joining())
                            + ")");
        }
        String sql =
                "INSERT INTO %s (%s%s) VALUES %s"
                        .formatted(
                                table.path(),
                                table.fixedColumns(),
                                names(table.columns()),
                                String.join(", ", values));
        return new Step(sql, copyAnew(table, rows), count);
    }

    private Step update(SourceTable table) {
        List<Integer> rows = some(table, 1 + random.nextInt(15));
        List<SourceColumn> columns = new ArrayList<>(table.columns());
        Collections.shuffle(columns, random);
        String assignments =
                columns.stream()
                        .limit(1 + random.nextInt(4))
                        .map(
                                column ->
                                        SourceTable.quoted(column.name())
                                                + " = "
                                                + column.nextLiteral(random))
                        .collect(Collectors.joining(", "));
        String sql =
                "UPDATE %s SET %s = %d, %s WHERE %s"
                        .formatted(
                                table.path(),
                                SourceTable.REVISION,
                                ++revision,
                                assignments,
                                table.where(rows));
        return new Step(sql, copyAnew(table, rows), rows.size());
    }

    private Step delete(SourceTable table) {
        List<Integer> rows = some(table, 1 + random.nextInt(8));
        table.rows().removeAll(rows);
        return new Step(
                "DELETE FROM " + table.path() + " WHERE " + table.where(rows),
                remove(table, rows),
                rows.size());
    }

    private Step changeKey(SourceTable table) {
        List<Integer> row = some(table, 1);
        table.rows().removeAll(row);
        int next = table.newRow();
        List<String> expected = new ArrayList<>(remove(table, row));
        expected.addAll(copyAnew(table, List.of(next)));
        return new Step(
                "UPDATE "
                        + table.path()
                        + " SET "
                        + table.key().assignments(next)
                        + " WHERE "
                        + table.where(row),
                expected,
                1);
    }

    private List<Integer> some(SourceTable table, int count) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Young rows more often, as in life: they are what a restart sends again.
            int size = table.rows().size();
            int from = random.nextBoolean() ? Math.max(0, size - 60) : 0;
            int row = table.rows().get(from + random.nextInt(size - from));
            if (!rows.contains(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> copyAnew(SourceTable table, List<Integer> rows) {
        if (behavior == Behavior.EVOLVE) {
            return List.of();
        }
        String columns =
                table.fixedColumns()
                        + names(
                                table.columns().stream()
                                        .filter(column -> !column.isRefused())
                                        .toList());
        return List.of(
                "REPLACE INTO %s (%s) SELECT %s FROM %s WHERE %s"
                        .formatted(
                                table.expectedPath(),
                                columns,
                                columns,
                                table.path(),
                                table.where(rows)));
    }

    private List<String> remove(SourceTable table, List<Integer> rows) {
        return behavior == Behavior.EVOLVE
                ? List.of()
                : List.of("DELETE FROM " + table.expectedPath() + " WHERE " + table.where(rows));
    }

    private static String names(List<SourceColumn> columns) {
        return columns.stream()
                .map(column -> ", " + SourceTable.quoted(column.name()))
                .collect(Collectors.joining());
    }
}
