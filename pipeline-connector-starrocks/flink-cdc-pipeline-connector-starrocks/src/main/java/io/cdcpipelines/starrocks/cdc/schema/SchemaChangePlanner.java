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
import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.NameRules;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
 * The clock is only looked at for names that are used once.
 *
 * <p>A table that is not there takes no changes: it was dropped by a later event, and this one is a
 * repetition, or by somebody; the next row for it fails the job.
 */
final class SchemaChangePlanner {
    /** Starts the second part of the name that a table has after its source was dropped. */
    private static final String DROPPED = "__dropped_";

    private final TablePlanner tables;
    private final Function<TablePath, TableSettings> settings;
    private final Clock clock;

    SchemaChangePlanner(
            TablePlanner tables, Function<TablePath, TableSettings> settings, Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same planner, which gives tables so many replicas where nobody chooses a number. */
    SchemaChangePlanner withReplicasIfNotChosen(int count) {
        return new SchemaChangePlanner(tables.withReplicasIfNotChosen(count), settings, clock);
    }

    /** Whether the number of replicas of the table that the event creates is a decision. */
    boolean choosesReplicationNum(SchemaChangeEvent event, TablePath path) {
        return !(event instanceof CreateTableEvent)
                || tables.choosesReplicationNum(path, ((CreateTableEvent) event).getSchema());
    }

    /**
     * @throws SchemaConflictException if StarRocks cannot follow the event
     */
    SchemaChangePlan plan(SchemaChangeEvent event, TargetState target) {
        if (event instanceof CreateTableEvent) {
            return createTable((CreateTableEvent) event, target);
        }
        if (NewerEvents.nameOf(event).equals(NewerEvents.DROP_TABLE)) {
            return target.table().map(this::dropTable).orElseGet(SchemaChangePlan::nothingToDo);
        }
        return target.table()
                .map(table -> alterTable(event, table, target.server()))
                .orElseGet(() -> tableIsGone(event, target.path()));
    }

    private SchemaChangePlan alterTable(
            SchemaChangeEvent event, StarRocksTable table, ServerVersion server) {
        if (event instanceof AddColumnEvent) {
            return addColumns((AddColumnEvent) event, table, server);
        }
        if (event instanceof DropColumnEvent) {
            List<String> names = ((DropColumnEvent) event).getDroppedColumnNames();
            return ColumnDrops.plan(table, names, server, clock);
        }
        if (event instanceof RenameColumnEvent) {
            return renameColumns((RenameColumnEvent) event, table);
        }
        if (event instanceof AlterColumnTypeEvent) {
            return alterTypes((AlterColumnTypeEvent) event, table, server);
        }
        return newerEvent(event, table);
    }

    private static SchemaChangePlan tableIsGone(SchemaChangeEvent event, TablePath path) {
        return SchemaChangePlan.of(
                List.of(),
                List.of(
                        "Table "
                                + path
                                + " does not exist, so that "
                                + NewerEvents.nameOf(event)
                                + " changes nothing; that is right only if the table was dropped"
                                + " later, and the event is a repetition; if it was dropped by"
                                + " hand, start the pipeline without state so that it is created"
                                + " and filled again"));
    }

    private SchemaChangePlan createTable(CreateTableEvent event, TargetState target) {
        List<String> warnings = new ArrayList<>();
        StarRocksTable needed = tables.table(target.path(), event.getSchema(), warnings::add);
        if (target.table().isPresent()) {
            return adoptTable(event, target.table().get(), needed, target.server());
        }
        List<SqlStatement> statements = new ArrayList<>();
        if (!target.databaseExists()) {
            statements.add(StatementRenderer.createDatabase(target.path().database()));
        }
        // Nullable whatever the source says: rows of shards that lack a column hold NULL.
        statements.add(StatementRenderer.createTable(needed.withNullableValues()));
        return SchemaChangePlan.of(statements, warnings);
    }

    private SchemaChangePlan adoptTable(
            CreateTableEvent event,
            StarRocksTable existing,
            StarRocksTable needed,
            ServerVersion server) {
        Function<String, StarRocksType> values = tables.valueTypes(event.getSchema());
        TableAdoption adoption =
                new TableAdoption(
                        existing, values, onTypeConflict(existing.path(), server), Stamp.of(clock));
        switch (settings.apply(existing.path()).onDrift()) {
            case ACCEPT:
                return new TableDrift(existing, needed, values).accept(() -> adoption.plan(needed));
            case FAIL:
                return new TableDrift(existing, needed, values).refuse(() -> adoption.plan(needed));
            default:
                return adoption.plan(needed);
        }
    }

    private SchemaChangePlan addColumns(
            AddColumnEvent event, StarRocksTable table, ServerVersion server) {
        ColumnChanges changes = changes(table, server);
        for (AddColumnEvent.ColumnWithPosition added : event.getAddedColumns()) {
            changes.require(
                    tables.addedColumn(table.path(), added.getAddColumn(), changes::warn),
                    added.getPosition(),
                    added.getExistedColumnName());
        }
        return changes.toPlan();
    }

    private SchemaChangePlan renameColumns(RenameColumnEvent event, StarRocksTable table) {
        return ColumnRenames.plan(
                table,
                event.getNameMapping(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private SchemaChangePlan alterTypes(
            AlterColumnTypeEvent event, StarRocksTable table, ServerVersion server) {
        ColumnChanges changes = changes(table, server);
        changes.takeComments(NewerEvents.columnComments(event), server);
        event.getTypeMapping()
                .forEach(
                        (name, type) -> {
                            if (changes.knows(name)) {
                                require(name, type, table, changes);
                            } else {
                                changes.warn(goneSince(table, name));
                            }
                        });
        return changes.toPlan();
    }

    private ColumnChanges changes(StarRocksTable table, ServerVersion server) {
        return new ColumnChanges(
                table, TextSlack.NONE, onTypeConflict(table.path(), server), Stamp.of(clock));
    }

    /** A conversion that could not be finished is not begun. */
    private TypeConflictPolicy onTypeConflict(TablePath path, ServerVersion server) {
        return server.renamesColumns()
                ? settings.apply(path).onTypeConflict()
                : TypeConflictPolicy.FAIL;
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
        if (ColumnDrops.identifiesRows(name, table)) {
            changes.requireKey(tables.keyColumnOf(table.path(), name, type), value.type());
        } else {
            changes.require(value);
        }
    }

    private static SchemaChangePlan newerEvent(SchemaChangeEvent event, StarRocksTable table) {
        switch (NewerEvents.nameOf(event)) {
            case NewerEvents.TRUNCATE_TABLE:
                return SchemaChangePlan.unverifiable(StatementRenderer.truncateTable(table.path()));
            case NewerEvents.ALTER_TABLE_COMMENT:
                return commentTable(NewerEvents.comment(event), table);
            default:
                throw new SchemaConflictException(
                        table.path(),
                        "this version does not know "
                                + NewerEvents.nameOf(event)
                                + "; list its type in 'exclude.schema.changes'");
        }
    }

    private SchemaChangePlan dropTable(StarRocksTable table) {
        TablePath path = table.path();
        switch (settings.apply(path).onDropTable()) {
            case DROP:
                return SchemaChangePlan.of(StatementRenderer.dropTable(path));
            case RENAME:
                String name = NameRules.extended(path.table(), DROPPED + Stamp.of(clock));
                return SchemaChangePlan.of(
                        List.of(StatementRenderer.renameTable(path, name)),
                        List.of(
                                "The source of table "
                                        + path
                                        + " was dropped; the table is kept under the name "
                                        + name));
            default:
                return SchemaChangePlan.of(
                        List.of(),
                        List.of(
                                "The source of table "
                                        + path
                                        + " was dropped; the table stays as it is"));
        }
    }

    private static SchemaChangePlan commentTable(String comment, StarRocksTable table) {
        ColumnTrail trail = ColumnTrail.parse(table.comment());
        return trail.comment().equals(comment)
                ? SchemaChangePlan.nothingToDo()
                : SchemaChangePlan.of(
                        StatementRenderer.commentTable(
                                table.path(), trail.withComment(comment).render()));
    }

    private static void failOn(List<String> obstacles, TablePath path) {
        if (!obstacles.isEmpty()) {
            throw new SchemaConflictException(path, obstacles);
        }
    }
}
