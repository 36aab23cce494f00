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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.NameRules;
import io.cdcpipelines.starrocks.core.table.Partitioning;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes StarRocks SQL: the only place that quotes names and escapes text. Stateless.
 *
 * <p>The server always treats a backslash in a literal as an escape, whatever its sql_mode, and
 * takes backticks out of quoted names instead of unescaping them (StarRocks 3.3 and 3.5), so that a
 * name with a backtick cannot be written.
 */
public final class StatementRenderer {

    private StatementRenderer() {}

    public static SqlStatement createDatabase(String database) {
        return SqlStatement.immediate(
                        "database " + database, "CREATE DATABASE IF NOT EXISTS " + name(database))
                .doing(model -> model.createDatabase(database));
    }

    public static SqlStatement createTable(StarRocksTable table) {
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS ");
        sql.append(name(table.path())).append(" (\n  ");
        sql.append(list(table.columns(), ",\n  ", StatementRenderer::definition));
        sql.append("\n)\n");
        sql.append(table.keyModel().name()).append(" KEY ").append(names(table.keyColumns()));
        if (!table.comment().isEmpty()) {
            sql.append("\nCOMMENT ").append(literal(table.comment()));
        }
        table.partitioning().ifPresent(by -> sql.append("\nPARTITION BY ").append(render(by)));
        sql.append(distribution(table));
        if (!table.sortColumns().isEmpty()) {
            sql.append("\nORDER BY ").append(names(table.sortColumns()));
        }
        if (!table.properties().isEmpty()) {
            sql.append("\nPROPERTIES (\n  ");
            sql.append(
                    list(
                            table.properties().entrySet(),
                            ",\n  ",
                            (Map.Entry<String, String> property) ->
                                    literal(property.getKey())
                                            + " = "
                                            + literal(property.getValue())));
            sql.append("\n)");
        }
        return SqlStatement.immediate(subject(table.path()), sql.toString())
                .doing(model -> model.createTable(table));
    }

    /** A list of columns is in brackets, because servers before 3.4 take no other. */
    private static String render(Partitioning by) {
        return by.columns().isEmpty() ? by.expression() : names(by.columns());
    }

    /** Nothing where the server is to decide everything, which it does not for primary keys. */
    private static String distribution(StarRocksTable table) {
        boolean isPrimary = table.keyModel() == KeyModel.PRIMARY;
        boolean isChosen = !table.distributionColumns().isEmpty();
        if (!isPrimary && !isChosen && table.buckets().isEmpty()) {
            return "";
        }
        StringBuilder sql = new StringBuilder("\nDISTRIBUTED BY ");
        if (isPrimary || isChosen) {
            sql.append("HASH ");
            sql.append(names(isChosen ? table.distributionColumns() : table.keyColumns()));
        } else {
            sql.append("RANDOM");
        }
        table.buckets().ifPresent(count -> sql.append(" BUCKETS ").append(count));
        return sql.toString();
    }

    public static SqlStatement addColumns(TablePath path, List<ColumnAddition> additions) {
        return alter(path, list(additions, ", ", StatementRenderer::addition))
                .doing(model -> model.addColumns(path, additions));
    }

    public static SqlStatement dropColumns(TablePath path, List<String> columns) {
        return alter(path, list(columns, ", ", column -> "DROP COLUMN " + name(column)))
                .doing(model -> model.dropColumns(path, columns));
    }

    /**
     * @param table as it is
     * @param columns complete definitions: the server takes what is not restated as removed, and
     *     refuses a changed default
     */
    public static SqlStatement modifyColumns(StarRocksTable table, List<StarRocksColumn> columns) {
        return alter(
                        table.path(),
                        list(columns, ", ", column -> "MODIFY COLUMN " + restated(table, column)))
                .doing(model -> model.modifyColumns(table.path(), columns));
    }

    /** That it is a key column has to be restated too. */
    private static String restated(StarRocksTable table, StarRocksColumn column) {
        boolean isKey = table.keyModel() == KeyModel.DUPLICATE && table.isKey(column.name());
        return definition(column, isKey ? " KEY" : "");
    }

    public static SqlStatement renameColumn(TablePath path, String from, String to) {
        return SqlStatement.immediate(
                        subject(path),
                        "ALTER TABLE "
                                + name(path)
                                + " RENAME COLUMN "
                                + name(from)
                                + " TO "
                                + name(to))
                .doing(model -> model.renameColumn(path, from, to));
    }

    /**
     * Writes the values of one column into another, of another type, in every row. Does the same
     * each time: a row whose value is missing loses the value that the other column had.
     */
    public static SqlStatement convertColumns(TablePath path, List<ColumnCast> casts) {
        return SqlStatement.rewritingRows(
                subject(path),
                "UPDATE "
                        + name(path)
                        + " SET "
                        + list(casts, ", ", StatementRenderer::assignment)
                        + " WHERE "
                        + list(casts, " OR ", StatementRenderer::hasValue));
    }

    private static String assignment(ColumnCast cast) {
        return name(cast.to()) + " = CAST(" + name(cast.from()) + " AS " + cast.type().ddl() + ")";
    }

    /** The server refuses an UPDATE of all rows, unless it changes few columns of many. */
    private static String hasValue(ColumnCast cast) {
        return name(cast.from()) + " IS NOT NULL OR " + name(cast.to()) + " IS NOT NULL";
    }

    /** Knows key columns too, and starts no job (StarRocks 3.5 and later). */
    public static SqlStatement commentColumn(TablePath path, String column, String comment) {
        return SqlStatement.immediate(
                        subject(path),
                        "ALTER TABLE "
                                + name(path)
                                + " MODIFY COLUMN "
                                + name(column)
                                + " COMMENT "
                                + literal(comment))
                .doing(model -> model.commentColumn(path, column, comment));
    }

    /** The table stays in its database. */
    public static SqlStatement renameTable(TablePath path, String newName) {
        return SqlStatement.immediate(
                        subject(path), "ALTER TABLE " + name(path) + " RENAME " + name(newName))
                .doing(model -> model.renameTable(path, newName));
    }

    public static SqlStatement commentTable(TablePath path, String comment) {
        return SqlStatement.immediate(
                        subject(path),
                        "ALTER TABLE " + name(path) + " COMMENT = " + literal(comment))
                .doing(model -> model.commentTable(path, comment));
    }

    public static SqlStatement truncateTable(TablePath path) {
        return SqlStatement.immediate(subject(path), "TRUNCATE TABLE " + name(path));
    }

    public static SqlStatement dropTable(TablePath path) {
        return SqlStatement.immediate(subject(path), "DROP TABLE IF EXISTS " + name(path))
                .doing(model -> model.dropTable(path));
    }

    static String currentVersion() {
        return "SELECT current_version()";
    }

    static String setQueryTimeout(long seconds) {
        return "SET query_timeout = " + seconds;
    }

    static String showDatabases() {
        return "SHOW DATABASES";
    }

    static String showTables(String database) {
        return "SHOW TABLES FROM " + name(database);
    }

    /** Of the user who asks. */
    static String showGrants() {
        return "SHOW GRANTS";
    }

    static String showFrontendConfig(String key) {
        return "ADMIN SHOW FRONTEND CONFIG LIKE " + literal(key);
    }

    static String showFullColumns(TablePath path) {
        return "SHOW FULL COLUMNS FROM " + name(path);
    }

    static String describe(TablePath path) {
        return "DESC " + name(path);
    }

    static String showCreateTable(TablePath path) {
        return "SHOW CREATE TABLE " + name(path);
    }

    /** By id, because creation times of jobs are whole seconds and tie. */
    static String showAlterJobs(TablePath path, int limit) {
        return "SHOW ALTER TABLE COLUMN FROM "
                + name(path.database())
                + " WHERE TableName = "
                + literal(path.table())
                + " ORDER BY JobId DESC LIMIT "
                + limit;
    }

    private static SqlStatement alter(TablePath path, String clauses) {
        return SqlStatement.alterJob(subject(path), "ALTER TABLE " + name(path) + " " + clauses);
    }

    private static String addition(ColumnAddition addition) {
        return "ADD COLUMN "
                + definition(addition.column())
                + addition.after().map(after -> " AFTER " + name(after)).orElse("");
    }

    private static String definition(StarRocksColumn column) {
        return definition(column, "");
    }

    private static String definition(StarRocksColumn column, String key) {
        StringBuilder sql = new StringBuilder(name(column.name()));
        sql.append(' ').append(column.type().ddl()).append(key);
        sql.append(column.isNullable() ? " NULL" : " NOT NULL");
        column.defaultValue().ifPresent(value -> sql.append(" DEFAULT ").append(render(value)));
        if (!column.comment().isEmpty()) {
            sql.append(" COMMENT ").append(literal(column.comment()));
        }
        return sql.toString();
    }

    private static String render(ColumnDefault value) {
        if (!value.isExpression()) {
            return literal(value.text());
        }
        boolean keyword = value.text().regionMatches(true, 0, "CURRENT_TIMESTAMP", 0, 17);
        return keyword ? value.text() : "(" + value.text() + ")";
    }

    private static String subject(TablePath path) {
        return "table " + path;
    }

    private static String name(TablePath path) {
        return name(path.database()) + "." + name(path.table());
    }

    private static String names(List<String> names) {
        return "(" + list(names, ", ", StatementRenderer::name) + ")";
    }

    static String name(String name) {
        NameRules.violationOfAny(name)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(
                                    "StarRocks cannot store the name "
                                            + NameRules.shown(name)
                                            + ", because "
                                            + why
                                            + "; rename it with a route or a transform");
                        });
        return "`" + name + "`";
    }

    static String literal(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                quoted.append("\\0");
            } else if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    private static <T> String list(
            Collection<T> items, String separator, Function<? super T, String> render) {
        return items.stream().map(render).collect(Collectors.joining(separator));
    }
}
