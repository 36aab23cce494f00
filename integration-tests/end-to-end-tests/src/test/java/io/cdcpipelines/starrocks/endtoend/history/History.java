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

import io.cdcpipelines.starrocks.endtoend.history.SourceTable.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A random history of ten tables: the same seed gives the same statements, which MySQL accepts in
 * their order. It knows for each behavior of Flink CDC which tables StarRocks is to hold in the
 * end. One thread uses it.
 */
public final class History {

    /** What the name of the database ends with in which the expected tables are built. */
    static final String EXPECTED = "_expected";

    /** See {@link Exclusion#TABLE_NAMES}. */
    private static final List<String> NAMES =
            List.of(
                    "orders",
                    "customers",
                    "group",
                    "t_4",
                    "Stock",
                    "a-b",
                    "lines",
                    "t9",
                    "T10",
                    "from");

    private static final String MARKERS = "markers";
    private static final int ROWS_AT_FIRST = 40;

    private final Behavior behavior;
    private final String database;
    private final Random random;
    private final Alterations alterations;
    private final RowChanges rowChanges;
    private final List<SourceTable> tables = new ArrayList<>();
    private int markers;
    private int schemaChanges;
    private int changedRows;

    public History(Behavior behavior, long seed, String database) {
        this.behavior = behavior;
        this.database = database;
        this.random = new Random(seed);
        this.alterations = new Alterations(behavior, random);
        this.rowChanges = new RowChanges(behavior, random);
        TypeChanges types = new TypeChanges(behavior, random);
        for (int i = 0; i < NAMES.size(); i++) {
            SourceTable table =
                    new SourceTable(database, NAMES.get(i), Key.values()[i % Key.values().length]);
            for (int n = 0; n < 6; n++) {
                addColumn(table, types.any());
            }
            tables.add(table);
        }
    }

    private void addColumn(SourceTable table, ColumnType type) {
        boolean isNullable = random.nextBoolean();
        table.add(
                new SourceColumn(
                        table.freshName(random),
                        type,
                        isNullable,
                        type.family().defaultLiteral(type.rank()),
                        false));
    }

    public String database() {
        return database;
    }

    /** The statements that lead to the tables with which the pipeline starts. */
    public List<String> beginning() {
        List<String> statements = new ArrayList<>();
        for (String name : List.of(database, database + EXPECTED)) {
            statements.add("DROP DATABASE IF EXISTS " + SourceTable.quoted(name));
            statements.add("CREATE DATABASE " + SourceTable.quoted(name));
        }
        for (SourceTable table : tables) {
            statements.add(create(table, table.path(), SourceColumn::definition));
            statements.add(rowChanges.insert(table, ROWS_AT_FIRST).sql());
            if (behavior != Behavior.EVOLVE) {
                statements.add(
                        create(table, table.expectedPath(), SourceColumn::nullableDefinition));
                statements.add(
                        "INSERT INTO " + table.expectedPath() + " SELECT * FROM " + table.path());
            }
        }
        statements.add(
                "CREATE TABLE "
                        + SourceTable.quoted(database)
                        + "."
                        + MARKERS
                        + " (id INT NOT NULL PRIMARY KEY)");
        statements.add(marker());
        return statements;
    }

    private static String create(
            SourceTable table, String path, Function<SourceColumn, String> definition) {
        return "CREATE TABLE %s (%s, %s INT NOT NULL, %s, PRIMARY KEY (%s))"
                .formatted(
                        path,
                        table.key().definition(),
                        SourceTable.REVISION,
                        table.columns().stream()
                                .map(
                                        column ->
                                                SourceTable.quoted(column.name())
                                                        + " "
                                                        + definition.apply(column))
                                .collect(Collectors.joining(", ")),
                        table.key().quotedColumns());
    }

    /**
     * Schema changes with changes of rows around them. A marker follows each schema change: once it
     * has arrived in StarRocks, the change has been dealt with.
     */
    public List<Statement> window(int schemaChangeCount, int rowsPerSchemaChange) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < schemaChangeCount; i++) {
            SourceTable table = anyTable();
            addRows(table, rowsPerSchemaChange / 2, statements);
            schemaChanges++;
            statements.add(Statement.of(alterations.next(table)));
            addRows(table, rowsPerSchemaChange / 2, statements);
            statements.add(new Statement(marker(), List.of()));
        }
        return statements;
    }

    /** To be called when a checkpoint has been taken: nothing from before it comes again. */
    public void checkpointTaken() {
        tables.forEach(table -> table.columns().forEach(SourceColumn::checkpointTaken));
    }

    /** Changes of rows alone. */
    public List<Statement> calm(int rows) {
        List<Statement> statements = new ArrayList<>();
        addRows(anyTable(), rows, statements);
        return statements;
    }

    private void addRows(SourceTable table, int count, List<Statement> statements) {
        int enough = changedRows + count;
        while (changedRows < enough) {
            Step step = rowChanges.next(random.nextBoolean() ? table : anyTable());
            changedRows += step.rows();
            statements.add(Statement.of(step));
        }
    }

    private SourceTable anyTable() {
        return tables.get(random.nextInt(tables.size()));
    }

    private String marker() {
        return "INSERT INTO %s.%s VALUES (%d)"
                .formatted(SourceTable.quoted(database), MARKERS, ++markers);
    }

    /** A marker by itself. */
    public List<String> probe() {
        return List.of(marker());
    }

    /** The number of the marker that was made last. */
    public int lastMarker() {
        return markers;
    }

    /** The table in which markers arrive. */
    public String markerTable() {
        return database + "." + MARKERS;
    }

    public int schemaChanges() {
        return schemaChanges;
    }

    public int changedRows() {
        return changedRows;
    }

    /** Tables that StarRocks is to hold. */
    public List<String> tables() {
        return tables.stream().map(table -> database + "." + table.name()).toList();
    }

    /** The table of MySQL that holds what one of {@link #tables()} is to hold in StarRocks. */
    public String expected(String table) {
        return behavior == Behavior.EVOLVE
                ? table
                : table.replaceFirst(database + "\\.", database + EXPECTED + ".");
    }

    /**
     * @param sql for the source
     * @param expected what follows for the expected tables, not to be seen by the pipeline
     */
    public record Statement(String sql, List<String> expected) {
        private static Statement of(Step step) {
            return new Statement(step.sql(), step.expected());
        }
    }
}
