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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table as SHOW CREATE TABLE prints it. Thread-safe. */
final class TableDefinitionText {

    private TableDefinitionText() {}

    static String table(Table table) {
        StringBuilder text = new StringBuilder("CREATE TABLE ");
        text.append(quoted(table.name())).append(" (\n");
        text.append(
                table.columns().stream()
                        .map(c -> "  " + column(c))
                        .collect(Collectors.joining(",\n")));
        text.append("\n) ENGINE=OLAP \n");
        text.append(ModelNames.sql(table.model())).append(names(keyNames(table)));
        if (!table.comment().isEmpty()) {
            text.append("\nCOMMENT \"").append(escaped(table.comment())).append('"');
        }
        table.partitionClause().ifPresent(p -> text.append("\nPARTITION BY ").append(p));
        text.append('\n').append(distribution(table.distribution()));
        if (!table.sortKey().isEmpty()) {
            text.append("\nORDER BY").append(names(table.sortKey()));
        }
        text.append("\nPROPERTIES (\n");
        text.append(
                table.properties().entrySet().stream()
                        .map(p -> '"' + p.getKey() + "\" = \"" + p.getValue() + '"')
                        .collect(Collectors.joining(",\n")));
        return text.append("\n);").toString();
    }

    /** A column; its comment is printed as it is, which is not always valid SQL. */
    static String column(Column column) {
        StringBuilder text = new StringBuilder(quoted(column.name()));
        text.append(' ').append(TypeNames.declared(column.type()));
        column.aggregation().ifPresent(a -> text.append(' ').append(a));
        text.append(column.isNullable() ? " NULL" : " NOT NULL");
        if (column.isAutoIncrement()) {
            text.append(" AUTO_INCREMENT");
        }
        text.append(defaultClause(column.defaultValue()));
        return text.append(" COMMENT \"").append(column.comment()).append('"').toString();
    }

    private static String defaultClause(DefaultValue value) {
        if (value instanceof DefaultValue.Literal literal) {
            return " DEFAULT \"" + escaped(literal.text()) + '"';
        }
        if (value instanceof DefaultValue.CurrentTimestamp) {
            return " DEFAULT CURRENT_TIMESTAMP";
        }
        if (value instanceof DefaultValue.Function function) {
            boolean isBare = function.name().matches("current_timestamp\\([0-6]\\)");
            return " DEFAULT " + (isBare ? function.name() : "(" + function.name() + ")");
        }
        return "";
    }

    private static String distribution(Table.Distribution distribution) {
        String text =
                distribution.isRandom()
                        ? "DISTRIBUTED BY RANDOM"
                        : "DISTRIBUTED BY HASH" + names(distribution.columns());
        return distribution.buckets() == 0
                ? text
                : text + " BUCKETS " + distribution.buckets() + " ";
    }

    static List<String> keyNames(Table table) {
        return table.columns().stream().filter(Column::isKey).map(Column::name).toList();
    }

    private static String names(List<String> names) {
        return names.stream()
                .map(TableDefinitionText::quoted)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String name) {
        return '`' + name + '`';
    }

    /** Backslash and double quote get a backslash; nothing else is escaped. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** A table of information_schema. */
    static String systemTable(String name, List<Column> columns) {
        return columns.stream()
                .map(c -> "  `" + c.name() + "` " + TypeNames.declared(c.type()) + " NULL")
                .collect(
                        Collectors.joining(
                                ",\n", "CREATE TABLE `" + name + "` (\n", "\n) ENGINE=SCHEMA \n;"));
    }

    /** The index type column of SHOW COLUMNS: how values of one key are merged. */
    static String extra(Table table, Column column) {
        if (column.isAutoIncrement()) {
            return "AUTO_INCREMENT";
        }
        boolean isGenerated =
                column.defaultValue() instanceof DefaultValue.CurrentTimestamp
                        || column.defaultValue() instanceof DefaultValue.Function;
        if (isGenerated) {
            return "DEFAULT_GENERATED";
        }
        return table.model() == KeysModel.AGG_KEYS
                ? column.aggregation().orElse("").toUpperCase(Locale.ROOT)
                : "";
    }
}
