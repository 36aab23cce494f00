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

import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TableState;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.util.ArrayList;
import java.util.List;

/** ALTER TABLE and CANCEL ALTER TABLE. Used under the lock of the cluster. */
final class AlterStatements {
    private static final StatementResult OK = new StatementResult.Ok(0);

    private final CatalogLookup lookup;
    private final AlterJobs jobs;
    private final TableProperties properties;
    private final SchemaChangeStatements schemaChanges;

    AlterStatements(Cluster cluster, CatalogLookup lookup, AlterJobs jobs) {
        this.lookup = lookup;
        this.jobs = jobs;
        this.properties = new TableProperties(cluster);
        this.schemaChanges = new SchemaChangeStatements(cluster.profile(), jobs);
    }

    /** Refuses what cannot be done to a table whose schema is being changed. */
    static void checkNormal(Table table) throws SqlError {
        if (table.state() != TableState.NORMAL) {
            throw SqlErrors.general(
                    "A schema change operation is in progress on the table \""
                            + table.name()
                            + "\". Please wait until the current operation completes.\n"
                            + "To check the status of the operation, see "
                            + "https://docs.starrocks.io/docs/sql-reference/sql-statements/"
                            + "data-manipulation/SHOW_ALTER");
        }
    }

    CatalogAction alter(Session session, Statement.AlterTable statement) throws SqlError {
        checkConflicts(statement.clauses());
        Table table = lookup.alteredTable(session, statement.table());
        AlterClause first = statement.clauses().get(0);
        if (first instanceof AlterClause.SchemaChange) {
            List<AlterClause.SchemaChange> changes = new ArrayList<>();
            for (AlterClause clause : statement.clauses()) {
                changes.add((AlterClause.SchemaChange) clause);
            }
            return schemaChanges.change(table, changes);
        }
        CatalogAction action = single(table, first);
        return () -> {
            checkNormal(table);
            return action.run();
        };
    }

    /** Only schema changes can be combined, and only with each other. */
    private static void checkConflicts(List<AlterClause> clauses) throws SqlError {
        AlterClause.Operation first = clauses.get(0).operation();
        for (AlterClause clause : clauses.subList(1, clauses.size())) {
            AlterClause.Operation operation = clause.operation();
            boolean isCombinable =
                    operation == first && operation == AlterClause.Operation.SCHEMA_CHANGE;
            if (!isCombinable) {
                throw SqlErrors.analyzing(
                        "Alter operation " + operation + " conflicts with operation " + first);
            }
        }
    }

    private CatalogAction single(Table table, AlterClause clause) throws SqlError {
        if (clause instanceof AlterClause.RenameColumn rename) {
            return renameColumn(table, rename);
        }
        if (clause instanceof AlterClause.RenameTable rename) {
            return renameTable(table, rename);
        }
        if (clause instanceof AlterClause.SwapWith swap) {
            return swap(table, swap);
        }
        if (clause instanceof AlterClause.SetComment comment) {
            return () -> {
                table.comment(comment.comment());
                return OK;
            };
        }
        if (clause instanceof AlterClause.SetProperties set) {
            return setProperties(table, set);
        }
        return other(table, (AlterClause.Other) clause);
    }

    private CatalogAction renameColumn(Table table, AlterClause.RenameColumn rename)
            throws SqlError {
        NameRules.checkColumn(rename.to());
        return () -> {
            if (table.column(rename.from()).isEmpty()) {
                throw new SqlError(
                        5509,
                        "42S22",
                        "Unknown column '" + rename.from() + "' in '" + table.name() + "'");
            }
            if (table.column(rename.to()).isPresent()) {
                throw new SqlError(1060, "42S21", "Duplicate column name '" + rename.to() + "'");
            }
            table.renameColumn(rename.from(), rename.to());
            return OK;
        };
    }

    private CatalogAction renameTable(Table table, AlterClause.RenameTable rename) throws SqlError {
        String name = rename.name();
        if (name.isEmpty()) {
            throw SqlErrors.analyzing(rename.span(), "New Table name is not set");
        }
        NameRules.checkTable(name);
        if (name.equals(table.name())) {
            throw SqlErrors.analyzing(rename.span(), "Same table name " + name);
        }
        return () -> {
            Database database = lookup.databaseOf(table);
            if (database.table(name).isPresent()) {
                throw SqlErrors.general("Table name[" + name + "] is already used");
            }
            database.rename(table, name);
            return OK;
        };
    }

    private CatalogAction swap(Table table, AlterClause.SwapWith swap) throws SqlError {
        Database database = lookup.databaseOf(table);
        return () -> {
            Table other =
                    database.table(swap.table())
                            .orElseThrow(
                                    () ->
                                            SqlErrors.general(
                                                    "Table " + swap.table() + " does not exist"));
            checkNormal(other);
            database.swap(table, other);
            return OK;
        };
    }

    private CatalogAction setProperties(Table table, AlterClause.SetProperties set)
            throws SqlError {
        properties.checkChange(table, set.properties());
        return () -> {
            set.properties()
                    .forEach(
                            (key, value) ->
                                    table.properties()
                                            .put(key.replaceFirst("^default\\.", ""), value));
            return OK;
        };
    }

    /**
     * Partitions are accepted and forgotten, as rows are not kept by partition; rollups and another
     * distribution are refused.
     */
    private static CatalogAction other(Table table, AlterClause.Other clause) throws SqlError {
        switch (clause.operation()) {
            case COMPACT, MODIFY_PARTITION:
                return () -> OK;
            case ADD_PARTITION, DROP_PARTITION, TRUNCATE_PARTITION, REPLACE_PARTITION, RENAME:
                if (table.partitionClause().isEmpty()) {
                    throw SqlErrors.general("Table[" + table.name() + "] is not partitioned");
                }
                return () -> OK;
            default:
                throw SqlErrors.general(
                        "Alter operation " + clause.operation() + " is not supported here");
        }
    }

    CatalogAction cancel(Session session, Statement.CancelAlterTable statement) throws SqlError {
        Database database = lookup.database(session, statement.table().database());
        String name = statement.table().table();
        return () -> {
            Table table =
                    database.table(name).orElseThrow(() -> SqlErrors.unknownTableAtExecution(name));
            boolean isCancelled =
                    statement.kind() == Statement.JobKind.COLUMN
                            && jobs.cancel(table, "user cancelled");
            if (!isCancelled) {
                throw SqlErrors.general(
                        "Table["
                                + name
                                + "] is not under "
                                + (statement.kind() == Statement.JobKind.COLUMN
                                        ? "SCHEMA_CHANGE/WAITING_STABLE."
                                        : statement.kind() + "."));
            }
            return OK;
        };
    }
}
