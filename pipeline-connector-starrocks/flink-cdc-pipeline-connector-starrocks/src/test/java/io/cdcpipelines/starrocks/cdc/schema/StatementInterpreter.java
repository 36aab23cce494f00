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

import static io.cdcpipelines.starrocks.cdc.schema.TestingStarRocksCatalog.refused;

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Does in a {@link TestingStarRocksCatalog} what a frontend does with the sink's own statements.
 */
final class StatementInterpreter {
    private static final String NAME = "`([^`]+)`";
    private static final String LITERAL = "'((?:[^'\\\\]|\\\\.)*)'";
    private static final Pattern DEFINITION =
            Pattern.compile(
                    NAME
                            + " ([A-Z]+(?:\\(\\d+(?:, \\d+)?\\))?) (NULL|NOT NULL)"
                            + "(?: DEFAULT (?:(CURRENT_TIMESTAMP)|"
                            + LITERAL
                            + "))?(?: COMMENT "
                            + LITERAL
                            + ")?(?: AFTER "
                            + NAME
                            + ")?");
    private static final Pattern CREATE_DATABASE =
            Pattern.compile("CREATE DATABASE IF NOT EXISTS " + NAME);
    private static final Pattern CREATE_TABLE =
            Pattern.compile(
                    "CREATE TABLE IF NOT EXISTS "
                            + NAME
                            + "\\."
                            + NAME
                            + " \\(\\n(.*?)\\n\\)\\nPRIMARY KEY \\(([^\\n]*)\\)(.*)",
                    Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile(LITERAL + " = " + LITERAL);
    private static final Pattern ALTER =
            Pattern.compile("ALTER TABLE " + NAME + "\\." + NAME + " (.*)", Pattern.DOTALL);
    private static final Pattern RENAME = Pattern.compile("RENAME COLUMN " + NAME + " TO " + NAME);
    private static final Pattern COMMENT = Pattern.compile("COMMENT = " + LITERAL);
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(ADD|MODIFY) COLUMN " + DEFINITION.pattern() + "|(DROP) COLUMN " + NAME);
    private static final Pattern RENAME_TABLE = Pattern.compile("RENAME " + NAME);
    private static final Pattern COLUMN_COMMENT =
            Pattern.compile("MODIFY COLUMN " + NAME + " COMMENT " + LITERAL);
    private static final Pattern UPDATE =
            Pattern.compile("UPDATE " + NAME + "\\." + NAME + " SET (.+) WHERE .+", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT =
            Pattern.compile(NAME + " = CAST\\(" + NAME + " AS [^`]+\\)");
    private static final Pattern OTHER =
            Pattern.compile("(TRUNCATE TABLE|DROP TABLE IF EXISTS) " + NAME + "\\." + NAME);

    private final TestingStarRocksCatalog catalog;

    StatementInterpreter(TestingStarRocksCatalog catalog) {
        this.catalog = catalog;
    }

    void run(String sql) {
        Matcher createDatabase = CREATE_DATABASE.matcher(sql);
        Matcher createTable = CREATE_TABLE.matcher(sql);
        Matcher alter = ALTER.matcher(sql);
        Matcher other = OTHER.matcher(sql);
        Matcher update = UPDATE.matcher(sql);
        if (createDatabase.matches()) {
            catalog.databases.add(createDatabase.group(1));
        } else if (createTable.matches()) {
            createTable(createTable);
        } else if (alter.matches()) {
            alter(TablePath.of(alter.group(1), alter.group(2)), alter.group(3));
        } else if (update.matches()) {
            update(catalog.tables.get(TablePath.of(update.group(1), update.group(2))), update);
        } else if (other.matches()) {
            TablePath path = TablePath.of(other.group(2), other.group(3));
            if (other.group(1).startsWith("DROP")) {
                catalog.tables.remove(path);
            }
        } else {
            throw refused("Getting syntax error: " + sql);
        }
    }

    private void createTable(Matcher parts) {
        TablePath path = TablePath.of(parts.group(1), parts.group(2));
        if (!catalog.databases.contains(path.database())) {
            throw refused("Unknown database '" + path.database() + "'");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        Matcher property = PROPERTY.matcher(parts.group(5));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        int replicas = Integer.parseInt(properties.getOrDefault("replication_num", "3"));
        if (replicas > catalog.aliveBackends) {
            throw StarRocksCatalogException.tooFewBackends(
                    "Table replication num should be less than of equal to the number of available"
                            + " BE nodes",
                    catalog.aliveBackends);
        }
        List<StarRocksColumn> columns = new ArrayList<>();
        for (String line : parts.group(3).split(",\\n")) {
            columns.add(column(matched(DEFINITION, line.trim()), 0));
        }
        catalog.tables.putIfAbsent(
                path,
                StarRocksTable.builder(path)
                        .columns(columns)
                        .primaryKey(List.of(parts.group(4).replace("`", "").split(", ")))
                        .properties(properties)
                        .build());
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw refused("Getting syntax error at " + text);
        }
        return matcher;
    }

    private void alter(TablePath path, String clauses) {
        StarRocksTable table = catalog.tables.get(path);
        if (table == null) {
            throw refused("Table " + path.table() + " is not found.");
        }
        catalog.requireIdle(path);
        Matcher rename = RENAME.matcher(clauses);
        Matcher comment = COMMENT.matcher(clauses);
        Matcher renameTable = RENAME_TABLE.matcher(clauses);
        Matcher columnComment = COLUMN_COMMENT.matcher(clauses);
        if (renameTable.matches()) {
            renameTable(table, renameTable.group(1));
        } else if (columnComment.matches()) {
            commentColumn(table, columnComment.group(1), plain(columnComment.group(2)));
        } else if (rename.matches()) {
            rename(table, rename.group(1), rename.group(2));
        } else if (comment.matches()) {
            catalog.tables.put(
                    path, rebuilt(table, table.columns()).comment(plain(comment.group(1))).build());
        } else {
            changeColumns(table, clauses);
        }
    }

    /** There are no rows here; the columns have to be. */
    private static void update(StarRocksTable table, Matcher update) {
        Matcher assignment = ASSIGNMENT.matcher(update.group(3));
        while (assignment.find()) {
            for (String name : List.of(assignment.group(1), assignment.group(2))) {
                if (table.column(name).isEmpty() || table.isKey(name)) {
                    throw refused("Column '" + name + "' cannot be resolved");
                }
            }
        }
    }

    private void renameTable(StarRocksTable table, String newName) {
        TablePath newPath = TablePath.of(table.path().database(), newName);
        if (catalog.tables.containsKey(newPath)) {
            throw refused("Table name[" + newName + "] is already used");
        }
        catalog.tables.remove(table.path());
        catalog.tables.put(
                newPath,
                StarRocksTable.builder(newPath)
                        .columns(table.columns())
                        .primaryKey(table.keyColumns())
                        .comment(table.comment())
                        .properties(table.properties())
                        .build());
    }

    private void commentColumn(StarRocksTable table, String name, String comment) {
        if (!catalog.version.commentsColumns()) {
            throw refused("No viable statement for input 'MODIFY COLUMN " + name + " COMMENT'");
        }
        List<StarRocksColumn> columns =
                table.columns().stream()
                        .map(c -> c.name().equals(name) ? c.withComment(comment) : c)
                        .collect(Collectors.toList());
        catalog.tables.put(table.path(), rebuilt(table, columns).build());
    }

    private void rename(StarRocksTable table, String from, String to) {
        if (table.column(from).isEmpty()) {
            throw refused("Unknown column '" + from + "'");
        }
        if (table.column(to).isPresent()) {
            throw refused("Duplicate column name '" + to + "'");
        }
        List<StarRocksColumn> columns =
                table.columns().stream()
                        .map(c -> c.name().equalsIgnoreCase(from) ? c.withName(to) : c)
                        .collect(Collectors.toList());
        List<String> keys =
                table.keyColumns().stream()
                        .map(key -> key.equalsIgnoreCase(from) ? to : key)
                        .collect(Collectors.toList());
        catalog.tables.put(table.path(), rebuilt(table, columns).primaryKey(keys).build());
    }

    private void changeColumns(StarRocksTable table, String clauses) {
        List<StarRocksColumn> columns = new ArrayList<>(table.columns());
        boolean heavy = false;
        Matcher clause = CLAUSE.matcher(clauses);
        int end = 0;
        while (clause.find()) {
            end = clause.end();
            if (clause.group(9) != null) {
                drop(table, columns, clause.group(10));
            } else if (clause.group(1).equals("ADD")) {
                add(table, columns, column(clause, 1), clause.group(8));
            } else {
                modify(table, columns, column(clause, 1));
                heavy = true;
            }
        }
        if (end != clauses.length()) {
            throw refused("Getting syntax error at " + clauses.substring(end));
        }
        StarRocksTable changed = rebuilt(table, columns).build();
        if (heavy) {
            catalog.changeByJob(changed);
        } else {
            catalog.change(changed);
        }
    }

    private static void add(
            StarRocksTable table,
            List<StarRocksColumn> columns,
            StarRocksColumn added,
            String after) {
        if (indexOf(columns, added.name()) >= 0) {
            throw refused("Can not add column which already exists: " + added.name());
        }
        if (!added.isNullable() && added.defaultValue().isEmpty()) {
            throw refused(
                    "Field '" + added.name() + "' is not null but doesnt have a default value");
        }
        if (after == null) {
            columns.add(added);
            return;
        }
        int place = indexOf(columns, after) + 1;
        if (place == 0) {
            throw refused("Column[" + after + "] does not found");
        }
        if (place < table.keyColumns().size()) {
            throw refused("Invalid column order. value should be after key.");
        }
        columns.add(place, added);
    }

    private static void drop(StarRocksTable table, List<StarRocksColumn> columns, String name) {
        if (table.isKey(name)) {
            throw refused("Can not drop key column in primary data model table");
        }
        if (indexOf(columns, name) < 0) {
            throw refused("Column does not exists: " + name);
        }
        columns.remove(indexOf(columns, name));
    }

    private static void modify(
            StarRocksTable table, List<StarRocksColumn> columns, StarRocksColumn modified) {
        int index = indexOf(columns, modified.name());
        if (index < 0) {
            throw refused("Column[" + modified.name() + "] does not exists");
        }
        if (table.isKey(modified.name())) {
            throw refused("Can not modify key column: " + modified.name());
        }
        StarRocksColumn old = columns.get(index);
        if (!old.defaultValue().equals(modified.defaultValue())) {
            throw refused("Can not change default value");
        }
        if (old.isNullable() && !modified.isNullable()) {
            throw refused("Can not change from nullable to non-nullable");
        }
        if (!old.type().canChangeTo(modified.type())) {
            throw refused("Can not change " + old.type() + " to " + modified.type());
        }
        columns.set(index, modified);
    }

    private static int indexOf(List<StarRocksColumn> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * @param shift how many groups come before those of the definition
     */
    private static StarRocksColumn column(Matcher parts, int shift) {
        StarRocksColumn column =
                StarRocksColumn.of(
                        parts.group(1 + shift), StarRocksType.parse(parts.group(2 + shift)));
        if (parts.group(3 + shift).equals("NOT NULL")) {
            column = column.asNotNull();
        }
        if (parts.group(4 + shift) != null) {
            column = column.withDefault(ColumnDefault.CURRENT_TIMESTAMP);
        }
        if (parts.group(5 + shift) != null) {
            column = column.withDefault(ColumnDefault.literal(plain(parts.group(5 + shift))));
        }
        String comment = parts.group(6 + shift);
        return comment == null ? column : column.withComment(plain(comment));
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }

    private static StarRocksTable.Builder rebuilt(
            StarRocksTable table, List<StarRocksColumn> columns) {
        return StarRocksTable.builder(table.path())
                .columns(columns)
                .primaryKey(table.keyColumns())
                .comment(table.comment())
                .properties(table.properties());
    }
}
