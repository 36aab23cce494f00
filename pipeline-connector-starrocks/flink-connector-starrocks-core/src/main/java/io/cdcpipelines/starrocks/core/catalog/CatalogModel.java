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

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Databases and tables as statements would leave them that are not executed, over those that are
 * there. Thread-safe.
 */
public final class CatalogModel {
    private final Set<String> databases = new HashSet<>();
    private final Map<TablePath, Optional<StarRocksTable>> tables = new HashMap<>();

    /** Whether a statement created the database. */
    synchronized boolean hasDatabase(String database) {
        return databases.contains(database);
    }

    /**
     * @param inServer reads the table that is there
     */
    synchronized Optional<StarRocksTable> table(
            TablePath path, Function<TablePath, Optional<StarRocksTable>> inServer) {
        return tables.containsKey(path) ? tables.get(path) : inServer.apply(path);
    }

    /** Notes the table that the next statement is about. */
    synchronized void remember(TablePath path, Optional<StarRocksTable> table) {
        tables.putIfAbsent(path, table);
    }

    synchronized void createDatabase(String database) {
        databases.add(database);
    }

    synchronized void createTable(StarRocksTable table) {
        if (known(table.path()).isEmpty()) {
            tables.put(table.path(), Optional.of(table));
        }
    }

    synchronized void dropTable(TablePath path) {
        tables.put(path, Optional.empty());
    }

    synchronized void renameTable(TablePath path, String newName) {
        TablePath newPath = TablePath.of(path.database(), newName);
        tables.put(
                newPath,
                known(path)
                        .map(
                                table ->
                                        copy(
                                                newPath,
                                                table,
                                                table.columns(),
                                                UnaryOperator.identity(),
                                                table.comment())));
        tables.put(path, Optional.empty());
    }

    synchronized void commentTable(TablePath path, String comment) {
        change(
                path,
                table -> copy(path, table, table.columns(), UnaryOperator.identity(), comment));
    }

    synchronized void addColumns(TablePath path, List<ColumnAddition> additions) {
        change(path, table -> withColumns(table, added(table.columns(), additions)));
    }

    private static List<StarRocksColumn> added(
            List<StarRocksColumn> before, List<ColumnAddition> additions) {
        List<StarRocksColumn> columns = new ArrayList<>(before);
        for (ColumnAddition addition : additions) {
            int place = columns.size();
            for (int i = 0; i < columns.size(); i++) {
                if (addition.after().filter(columns.get(i).name()::equalsIgnoreCase).isPresent()) {
                    place = i + 1;
                }
            }
            columns.add(place, addition.column());
        }
        return columns;
    }

    synchronized void dropColumns(TablePath path, List<String> names) {
        change(
                path,
                table ->
                        withColumns(
                                table,
                                table.columns().stream()
                                        .filter(
                                                column ->
                                                        names.stream()
                                                                .noneMatch(
                                                                        column.name()
                                                                                ::equalsIgnoreCase))
                                        .collect(Collectors.toList())));
    }

    synchronized void modifyColumns(TablePath path, List<StarRocksColumn> definitions) {
        for (StarRocksColumn definition : definitions) {
            changeColumn(path, definition.name(), column -> definition);
        }
    }

    synchronized void commentColumn(TablePath path, String name, String comment) {
        changeColumn(path, name, column -> column.withComment(comment));
    }

    synchronized void renameColumn(TablePath path, String from, String to) {
        change(
                path,
                table ->
                        copy(
                                path,
                                table,
                                mapped(table, from, column -> column.withName(to)),
                                key -> key.equalsIgnoreCase(from) ? to : key,
                                table.comment()));
    }

    private void changeColumn(
            TablePath path, String name, UnaryOperator<StarRocksColumn> newColumn) {
        change(path, table -> withColumns(table, mapped(table, name, newColumn)));
    }

    private static List<StarRocksColumn> mapped(
            StarRocksTable table, String name, UnaryOperator<StarRocksColumn> newColumn) {
        return table.columns().stream()
                .map(
                        column ->
                                column.name().equalsIgnoreCase(name)
                                        ? newColumn.apply(column)
                                        : column)
                .collect(Collectors.toList());
    }

    private void change(TablePath path, UnaryOperator<StarRocksTable> newTable) {
        tables.put(path, known(path).map(newTable));
    }

    private Optional<StarRocksTable> known(TablePath path) {
        return tables.getOrDefault(path, Optional.empty());
    }

    private static StarRocksTable withColumns(StarRocksTable table, List<StarRocksColumn> columns) {
        return copy(table.path(), table, columns, UnaryOperator.identity(), table.comment());
    }

    /** As it would be read back: how it is laid out is not. */
    private static StarRocksTable copy(
            TablePath path,
            StarRocksTable table,
            List<StarRocksColumn> columns,
            UnaryOperator<String> newKey,
            String comment) {
        List<String> keys =
                table.keyColumns().stream()
                        .map(newKey)
                        .filter(
                                key ->
                                        columns.stream()
                                                .anyMatch(
                                                        column ->
                                                                column.name()
                                                                        .equalsIgnoreCase(key)))
                        .collect(Collectors.toList());
        return StarRocksTable.builder(path)
                .columns(columns)
                .key(table.keyModel(), keys)
                .comment(comment)
                .properties(table.properties())
                .build();
    }
}
