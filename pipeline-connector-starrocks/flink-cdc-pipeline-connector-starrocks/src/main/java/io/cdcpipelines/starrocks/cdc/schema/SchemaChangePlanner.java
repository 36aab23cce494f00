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

import io.cdcpipelines.starrocks.cdc.schema.ColumnFit.TextSlack;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.types.DataType;

/**
 * Says what has to be done so that a table follows an event. Pure: looks at the event and at the
 * table as it is, so that an event which comes again, or of which half was done, gives the rest.
 */
final class SchemaChangePlanner {
    private final TablePlanner tables;

    SchemaChangePlanner(TablePlanner tables) {
        this.tables = tables;
    }

    SchemaChangePlanner withReplicationNum(int count) {
        return new SchemaChangePlanner(tables.withReplicationNum(count));
    }

    boolean choosesReplicationNum() {
        return tables.choosesReplicationNum();
    }

    /**
     * @throws SchemaConflictException if StarRocks cannot follow the event
     */
    SchemaChangePlan plan(SchemaChangeEvent event, TargetState target) {
        if (event instanceof CreateTableEvent) {
            return createTable((CreateTableEvent) event, target);
        }
        if (event instanceof AddColumnEvent) {
            return addColumns((AddColumnEvent) event, target.requiredTable());
        }
        if (event instanceof DropColumnEvent) {
            return dropColumns((DropColumnEvent) event, target.requiredTable());
        }
        if (event instanceof RenameColumnEvent) {
            return renameColumns((RenameColumnEvent) event, target.requiredTable());
        }
        if (event instanceof AlterColumnTypeEvent) {
            return alterTypes((AlterColumnTypeEvent) event, target.requiredTable());
        }
        return newerEvent(event, target);
    }

    private SchemaChangePlan createTable(CreateTableEvent event, TargetState target) {
        List<String> warnings = new ArrayList<>();
        StarRocksTable needed = tables.table(target.path(), event.getSchema(), warnings::add);
        if (target.table().isPresent()) {
            return new TableAdoption(target.table().get(), tables.valueTypes(event.getSchema()))
                    .plan(needed);
        }
        List<SqlStatement> statements = new ArrayList<>();
        if (!target.databaseExists()) {
            statements.add(StatementRenderer.createDatabase(target.path().database()));
        }
        // Nullable whatever the source says: rows of shards that lack a column hold NULL.
        statements.add(StatementRenderer.createTable(needed.withNullableValues()));
        return SchemaChangePlan.of(statements, warnings);
    }

    private SchemaChangePlan addColumns(AddColumnEvent event, StarRocksTable table) {
        ColumnChanges changes = new ColumnChanges(table, TextSlack.NONE);
        for (AddColumnEvent.ColumnWithPosition added : event.getAddedColumns()) {
            changes.require(
                    tables.addedColumn(table.path(), added.getAddColumn(), changes::warn),
                    added.getPosition(),
                    added.getExistedColumnName());
        }
        return changes.toPlan();
    }

    private SchemaChangePlan dropColumns(DropColumnEvent event, StarRocksTable table) {
        List<String> present = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (String name : event.getDroppedColumnNames()) {
            if (table.isKey(name)) {
                obstacles.add(
                        "column " + name + " is part of the key, which StarRocks does not drop");
            } else {
                table.column(name).ifPresent(column -> present.add(column.name()));
            }
        }
        failOn(obstacles, table.path());
        return present.isEmpty()
                ? SchemaChangePlan.nothingToDo()
                : SchemaChangePlan.of(StatementRenderer.dropColumns(table.path(), present));
    }

    private static SchemaChangePlan renameColumns(RenameColumnEvent event, StarRocksTable table) {
        return ColumnRenames.plan(table, event.getNameMapping());
    }

    private SchemaChangePlan alterTypes(AlterColumnTypeEvent event, StarRocksTable table) {
        ColumnChanges changes = new ColumnChanges(table, TextSlack.NONE);
        event.getTypeMapping()
                .forEach(
                        (name, type) -> {
                            if (!hasColumnCalled(name, table)) {
                                changes.warn(goneSince(table, name));
                            } else {
                                require(name, type, table, changes);
                            }
                        });
        return changes.toPlan();
    }

    /** In this case: a column that is called otherwise was renamed since. */
    private static boolean hasColumnCalled(String name, StarRocksTable table) {
        return table.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    /**
     * MySQL's CHANGE COLUMN is a change of type and a rename; when both come again, the column has
     * its new name already. To add it under the old one would stop the rename for good.
     */
    private static String goneSince(StarRocksTable table, String column) {
        return "Table "
                + table.path()
                + " has no column "
                + column
                + " whose type could change; that is right only if the column was renamed or"
                + " dropped later, and the event is a repetition";
    }

    private void require(String name, DataType type, StarRocksTable table, ColumnChanges changes) {
        StarRocksColumn value = tables.valueColumnOf(table.path(), name, type);
        if (table.isKey(name)) {
            changes.requireKey(tables.keyColumnOf(table.path(), name, type), value.type());
        } else {
            changes.require(value);
        }
    }

    private static SchemaChangePlan newerEvent(SchemaChangeEvent event, TargetState target) {
        switch (NewerEvents.nameOf(event)) {
            case NewerEvents.TRUNCATE_TABLE:
                return SchemaChangePlan.unverifiable(
                        StatementRenderer.truncateTable(target.requiredTable().path()));
            case NewerEvents.DROP_TABLE:
                return dropTable(target.table());
            case NewerEvents.ALTER_TABLE_COMMENT:
                return commentTable(NewerEvents.comment(event), target.requiredTable());
            default:
                throw new SchemaConflictException(
                        target.path(),
                        "this version does not know "
                                + NewerEvents.nameOf(event)
                                + "; list its type in 'exclude.schema.changes'");
        }
    }

    private static SchemaChangePlan dropTable(Optional<StarRocksTable> table) {
        return table.map(found -> SchemaChangePlan.of(StatementRenderer.dropTable(found.path())))
                .orElseGet(SchemaChangePlan::nothingToDo);
    }

    private static SchemaChangePlan commentTable(String comment, StarRocksTable table) {
        return table.comment().equals(comment)
                ? SchemaChangePlan.nothingToDo()
                : SchemaChangePlan.of(StatementRenderer.commentTable(table.path(), comment));
    }

    private static void failOn(List<String> obstacles, TablePath path) {
        if (!obstacles.isEmpty()) {
            throw new SchemaConflictException(path, obstacles);
        }
    }
}
