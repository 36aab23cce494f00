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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table as it is in MySQL: columns, names that were taken before, and the numbers from which the
 * keys of its rows are made. Confined to the thread of its history.
 */
final class SourceTable {

    /** How a row's number becomes its key. */
    enum Key {
        NUMBER {
            @Override
            List<String> columns() {
                return List.of("id");
            }

            @Override
            String definition() {
                return "`id` BIGINT NOT NULL";
            }

            @Override
            String literals(int row) {
                return Integer.toString(row);
            }
        },
        TEXT {
            @Override
            List<String> columns() {
                return List.of("code");
            }

            @Override
            String definition() {
                return "`code` VARCHAR(20) NOT NULL";
            }

            @Override
            String literals(int row) {
                return "'größe-" + row + "'";
            }
        },
        REGION_AND_NUMBER {
            @Override
            List<String> columns() {
                return List.of("region", "no");
            }

            @Override
            String definition() {
                return "`region` VARCHAR(8) NOT NULL, `no` DECIMAL(12,0) NOT NULL";
            }

            @Override
            String literals(int row) {
                return "'r" + row % 7 + "', " + row;
            }
        },
        DAY_AND_NUMBER {
            @Override
            List<String> columns() {
                return List.of("day", "no");
            }

            @Override
            String definition() {
                return "`day` DATE NOT NULL, `no` INT UNSIGNED NOT NULL";
            }

            @Override
            String literals(int row) {
                return "'2024-01-%02d', %d".formatted(1 + row % 28, row);
            }
        };

        abstract List<String> columns();

        abstract String definition();

        abstract String literals(int row);

        String assignments(int row) {
            String[] values = literals(row).split(", ");
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : ", ");
                text.append(SourceTable.quoted(columns().get(i))).append(" = ").append(values[i]);
            }
            return text.toString();
        }

        String quotedColumns() {
            return SourceTable.quoted(columns());
        }
    }

    /** A column that stays as it is and has another value after each update. */
    static final String REVISION = "revision";

    private final String database;
    private final String name;
    private final Key key;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final Map<String, ColumnType> droppedNames = new TreeMap<>();
    private final Set<String> namesRenamedAway = new HashSet<>();
    private final List<Integer> rows = new ArrayList<>();
    private int nextRow = 1;
    private int nextName = 1;

    SourceTable(String database, String name, Key key) {
        this.database = database;
        this.name = name;
        this.key = key;
    }

    static String quoted(List<String> names) {
        return names.stream().map(SourceTable::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String identifier) {
        return "`" + identifier + "`";
    }

    String name() {
        return name;
    }

    Key key() {
        return key;
    }

    /** Those that no schema change touches, as a statement lists them. */
    String fixedColumns() {
        return key.quotedColumns() + ", " + REVISION;
    }

    String path() {
        return quoted(database) + "." + quoted(name);
    }

    String expectedPath() {
        return quoted(database + History.EXPECTED) + "." + quoted(name);
    }

    List<SourceColumn> columns() {
        return columns;
    }

    List<Integer> rows() {
        return rows;
    }

    int newRow() {
        rows.add(nextRow);
        return nextRow++;
    }

    void add(SourceColumn column) {
        columns.add(column);
        droppedNames.remove(column.name());
    }

    /** See {@link Exclusion#NAMES_RENAMED_AWAY}. */
    void drop(SourceColumn column) {
        columns.remove(column);
        if (!namesRenamedAway.contains(column.name())) {
            droppedNames.put(column.name(), column.widestType());
        }
    }

    void rename(SourceColumn column, String newName) {
        namesRenamedAway.add(column.name());
        column.rename(newName);
    }

    /** A name that the table never had. */
    String freshName(Random random) {
        List<String> patterns =
                List.of(
                        "c%d",
                        "amount %d", "größe_%d", "名%d", "x-%d", "it's %d", "q\"%d", "p.%d", "C%d");
        return patterns.get(random.nextInt(patterns.size())).formatted(nextName++);
    }

    /** Names of columns that were dropped whose values, should they come again, fit the type. */
    List<String> droppedNamesFor(ColumnType type) {
        return droppedNames.entrySet().stream()
                .filter(dropped -> dropped.getValue().family() == type.family())
                .filter(dropped -> dropped.getValue().rank() <= type.rank())
                .map(Map.Entry::getKey)
                .toList();
    }

    String where(List<Integer> numbers) {
        return "("
                + key.quotedColumns()
                + ") IN ("
                + numbers.stream()
                        .map(row -> "(" + key.literals(row) + ")")
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
