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
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Streams the rows of one side in canonical form; one thread uses it. */
final class ComparedRows {

    private final Connection connection;
    private final Side side;
    private final ComparedTable table;

    ComparedRows(Connection connection, Side side, ComparedTable table) {
        this.connection = connection;
        this.side = side;
        this.table = table;
    }

    static void setTimeZone(Connection mysql, String offset) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("SET time_zone = '" + offset + "'");
        }
    }

    void forEach(String name, Consumer<Row> action) throws SQLException {
        Set<String> present = columnsOf(name);
        String list =
                table.columns().stream()
                        // A table may lack columns that another table of the same union has.
                        .map(c -> present.contains(c.name()) ? "`" + c.name() + "`" : "NULL")
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT " + list + " FROM " + ComparedTable.quoted(name))) {
                while (rows.next()) {
                    action.accept(read(rows));
                }
            }
        }
    }

    Map<String, List<Row>> withKeys(List<String> names, Set<String> keys) throws SQLException {
        Map<String, List<Row>> found = new LinkedHashMap<>();
        for (String name : names) {
            forEach(
                    name,
                    row -> {
                        if (keys.contains(row.key())) {
                            found.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
                        }
                    });
        }
        return found;
    }

    private Set<String> columnsOf(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT * FROM " + ComparedTable.quoted(name) + " LIMIT 0")) {
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names;
        }
    }

    private Row read(ResultSet rows) throws SQLException {
        List<ComparedTable.Column> columns = table.columns();
        String[] values = new String[columns.size()];
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            ComparedTable.Column column = columns.get(i);
            byte[] bytes = bytes(rows, i + 1, column.form());
            values[i] = bytes == null ? null : column.form().of(bytes, side);
            if (column.isKey()) {
                key.append(key.isEmpty() ? "" : "|").append(values[i]);
            }
        }
        return new Row(key.toString(), values);
    }

    private static byte[] bytes(ResultSet rows, int index, CanonicalForm form) throws SQLException {
        if (form == CanonicalForm.TEXT || form == CanonicalForm.JSON) {
            // A text arrives in the character set of its column, which the driver knows.
            String text = rows.getString(index);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        return rows.getBytes(index);
    }

    /** One row; the array is never changed. */
    record Row(String key, String[] values) {

        /** A hash that differs, all but surely, if the column, the key or the value differs. */
        long hash(String column, int index) {
            long hash = mix(mix(0x9e3779b97f4a7c15L, column), key);
            return values[index] == null ? mix(hash, 0) : mix(mix(hash, 1), values[index]);
        }

        long hash() {
            long hash = 17;
            for (String value : values) {
                hash = value == null ? mix(hash, 0) : mix(mix(hash, 1), value);
            }
            return hash;
        }

        private static long mix(long hash, String text) {
            long result = hash;
            for (int i = 0; i < text.length(); i++) {
                result = (result ^ text.charAt(i)) * 0x100000001b3L;
            }
            return mix(result, text.length());
        }

        /**
         * The finalizer of SplitMix64: every bit of the input moves about half of the bits of the
         * output.
         */
        private static long mix(long hash, long value) {
            long z = hash + value + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }

        @Override
        public String toString() {
            return List.of(values.length == 0 ? new String[] {"(none)"} : printable()).toString();
        }

        private String[] printable() {
            String[] texts = new String[values.length];
            for (int i = 0; i < values.length; i++) {
                texts[i] = values[i] == null ? "NULL" : values[i];
            }
            return texts;
        }
    }
}
