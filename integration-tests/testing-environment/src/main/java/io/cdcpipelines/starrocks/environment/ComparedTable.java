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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that a comparison looks at, and what is wrong with them already; an immutable value.
 */
final class ComparedTable {

    private final List<Column> columns;
    private final List<String> mismatches;

    private ComparedTable(List<Column> columns, List<String> mismatches) {
        this.columns = List.copyOf(columns);
        this.mismatches = List.copyOf(mismatches);
    }

    /** A column of MySQL. */
    record Column(String name, CanonicalForm form, boolean isKey) {}

    static ComparedTable read(
            Connection mysql, List<String> sourceTables, Connection starRocks, String targetTable)
            throws SQLException {
        Map<String, Column> wanted = new LinkedHashMap<>();
        for (String table : sourceTables) {
            columnsOf(mysql, table).forEach(column -> wanted.putIfAbsent(column.name(), column));
        }
        List<String> present = namesOf(starRocks, targetTable);

        List<String> mismatches = new ArrayList<>();
        wanted.keySet().stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> mismatches.add("column " + name + " is missing in StarRocks"));
        present.stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> mismatches.add("column " + name + " is in StarRocks only"));
        return new ComparedTable(
                wanted.values().stream().filter(c -> present.contains(c.name())).toList(),
                mismatches);
    }

    /** Columns that both sides have. */
    List<Column> columns() {
        return columns;
    }

    List<String> mismatches() {
        return mismatches;
    }

    static String quoted(String table) {
        return "`" + table.replace(".", "`.`") + "`";
    }

    private static List<Column> columnsOf(Connection mysql, String table) throws SQLException {
        String sql =
                "SELECT column_name, column_type, column_key FROM information_schema.columns"
                        + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            String[] path = table.split("\\.", 2);
            statement.setString(1, path[0]);
            statement.setString(2, path[1]);
            List<Column> columns = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(
                            new Column(
                                    rows.getString(1),
                                    CanonicalForm.ofColumn(rows.getString(2)),
                                    "PRI".equals(rows.getString(3))));
                }
            }
            if (columns.stream().noneMatch(Column::isKey)) {
                throw new IllegalArgumentException(
                        table + " does not exist in MySQL or has no primary key");
            }
            return columns;
        }
    }

    private static List<String> namesOf(Connection starRocks, String table) throws SQLException {
        try (Statement statement = starRocks.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT * FROM " + quoted(table) + " LIMIT 0")) {
            ResultSetMetaData metadata = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                names.add(metadata.getColumnName(i));
            }
            return names;
        }
    }
}
