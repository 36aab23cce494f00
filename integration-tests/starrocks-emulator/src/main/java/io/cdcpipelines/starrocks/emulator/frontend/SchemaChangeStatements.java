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

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.alter.SchemaChange;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause.Position;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clauses of ALTER TABLE that change columns: all of a statement together or none. Used under
 * the lock of the cluster.
 */
final class SchemaChangeStatements {
    private static final StatementResult OK = new StatementResult.Ok(0);
    private static final Duration JOB_TIMEOUT = Duration.ofDays(1);
    private static final Duration FAST_TIMEOUT = Duration.ofSeconds(1);

    /** One clause with its columns analyzed. */
    @FunctionalInterface
    private interface Step {
        void apply(SchemaDraft draft) throws SqlError;
    }

    private final AlterJobs jobs;
    private final ColumnAnalyzer columnAnalyzer;

    SchemaChangeStatements(VersionProfile profile, AlterJobs jobs) {
        this.jobs = jobs;
        this.columnAnalyzer = new ColumnAnalyzer(profile);
    }

    CatalogAction change(Table table, List<AlterClause.SchemaChange> clauses) throws SqlError {
        Optional<AlterClause.ModifyColumnComment> comment = Optional.empty();
        List<Step> steps = new ArrayList<>();
        for (AlterClause.SchemaChange clause : clauses) {
            if (clause instanceof AlterClause.ModifyColumnComment c && comment.isEmpty()) {
                comment = Optional.of(c);
            }
            steps.addAll(steps(table, clause));
            clause.options().index().ifPresent(index -> steps.add(d -> refuseIndex(table, index)));
        }
        Duration timeout = timeout(clauses);
        Optional<AlterClause.ModifyColumnComment> onlyComment = comment;
        return () -> {
            AlterStatements.checkNormal(table);
            if (onlyComment.isPresent()) {
                return comment(table, onlyComment.get());
            }
            StatementResult result = apply(table, steps, timeout);
            clauses.forEach(clause -> changeIndex(table, clause));
            return result;
        };
    }

    private static void changeIndex(Table table, AlterClause.SchemaChange clause) {
        if (clause instanceof AlterClause.AddIndex add) {
            table.indexes().put(add.index().name(), add.index().columns());
        } else if (clause instanceof AlterClause.DropIndex drop) {
            table.indexes().remove(drop.index());
        }
    }

    /** There are no rollups, and the index of the table itself must not be named. */
    private static void refuseIndex(Table table, String index) throws SqlError {
        if (index.equals(table.name())) {
            throw SqlErrors.general(
                    "Do not need to assign base index[" + index + "] to do schema change");
        }
        throw SqlErrors.general(
                "Index[" + index + "] does not exist in table[" + table.name() + "]");
    }

    /** A comment is set at once, and the other clauses of its statement are forgotten. */
    private static StatementResult comment(Table table, AlterClause.ModifyColumnComment clause)
            throws SqlError {
        if (table.column(clause.column()).isEmpty()) {
            throw SqlErrors.general("Column[" + clause.column() + "] does not exists");
        }
        table.commentColumn(clause.column(), clause.comment());
        return OK;
    }

    private StatementResult apply(Table table, List<Step> steps, Duration timeout) throws SqlError {
        SchemaDraft draft = new SchemaDraft(table);
        for (Step step : steps) {
            step.apply(draft);
        }
        if (!draft.isChanged()) {
            return OK;
        }
        draft.checkResult();
        SchemaChange change =
                new SchemaChange(
                        draft.columns(), draft.sortKey(), draft.isFast() ? FAST_TIMEOUT : timeout);
        if (draft.isFast()) {
            jobs.applyAtOnce(table, change);
        } else {
            jobs.submit(table, change);
        }
        return OK;
    }

    private List<Step> steps(Table table, AlterClause.SchemaChange clause) throws SqlError {
        if (clause instanceof AlterClause.AddColumn add) {
            Column column = added(table, add.column());
            checkFirst(add.column(), column, add.position());
            return List.of(draft -> draft.add(column, add.position()));
        }
        if (clause instanceof AlterClause.AddColumns add) {
            List<Step> steps = new ArrayList<>();
            for (ColumnDefinition definition : add.columns()) {
                Column column = added(table, definition);
                steps.add(draft -> draft.add(column, Optional.empty()));
            }
            return steps;
        }
        if (clause instanceof AlterClause.DropColumn drop) {
            if (drop.column().isEmpty()) {
                throw SqlErrors.analyzing("Incorrect column name ''");
            }
            return List.of(draft -> draft.drop(drop.column()));
        }
        if (clause instanceof AlterClause.ModifyColumn modify) {
            Column column = modified(table, modify.column());
            return List.of(draft -> draft.modify(column, modify.position()));
        }
        if (clause instanceof AlterClause.OrderBy order) {
            return List.of(draft -> draft.orderBy(order.columns()));
        }
        return index(table, clause);
    }

    /** An index is built by a job that changes no column. */
    private static List<Step> index(Table table, AlterClause.SchemaChange clause) throws SqlError {
        if (clause instanceof AlterClause.AddIndex add) {
            for (String name : add.index().columns()) {
                if (table.column(name).isEmpty()) {
                    throw SqlErrors.general(
                            "BITMAP column does not exist in table. invalid column: " + name);
                }
            }
            if (table.indexes().containsKey(add.index().name())) {
                throw SqlErrors.general("index `" + add.index().name() + "` already exist.");
            }
            return List.of(SchemaDraft::requireJob);
        }
        if (clause instanceof AlterClause.DropIndex drop) {
            if (!table.indexes().containsKey(drop.index())) {
                throw SqlErrors.general("index " + drop.index() + " does not exist");
            }
            return List.of(SchemaDraft::requireJob);
        }
        return List.of();
    }

    private Column added(Table table, ColumnDefinition definition) throws SqlError {
        Column column = column(table, definition, definition.isKey());
        GeneratedColumns.refuse(
                definition, table.model(), name -> table.column(name).map(Column::type));
        boolean needsDefault =
                !column.isNullable()
                        && column.defaultValue() instanceof DefaultValue.None
                        && column.type().kind() != TypeKind.HLL
                        && column.type().kind() != TypeKind.BITMAP;
        if (needsDefault) {
            throw SqlErrors.analyzing(
                    definition.span(),
                    "Field '"
                            + definition.name()
                            + "' is not null but doesnt have a default value");
        }
        return column;
    }

    private static void checkFirst(
            ColumnDefinition definition, Column column, Optional<Position> position)
            throws SqlError {
        if (position.filter(Position::isFirst).isPresent() && !column.isKey()) {
            throw SqlErrors.analyzing(
                    definition.span(), "Cannot add value column[" + column.name() + "] at first");
        }
    }

    /**
     * The new definition of a column. Whether it is a key follows the column where the clause does
     * not say it, as the analyzer takes a primary key table's columns for values.
     */
    private Column modified(Table table, ColumnDefinition definition) throws SqlError {
        boolean isKey = definition.isKey();
        if (table.model() == KeysModel.AGG_KEYS && definition.aggregation().isEmpty()) {
            isKey = true;
        }
        return column(table, definition, isKey);
    }

    private Column column(Table table, ColumnDefinition definition, boolean isKey) throws SqlError {
        boolean isPrimary = table.model() == KeysModel.PRIMARY_KEYS;
        if (isPrimary && isKey) {
            NameRules.checkColumn(definition.name());
            throw wrong(
                    definition,
                    "Cannot specify aggregate function 'REPLACE' for key column '"
                            + definition.name()
                            + "'");
        }
        if (isPrimary) {
            return analyzed(table, definition.withoutAggregation(), false);
        }
        if (definition.aggregation().isPresent() && table.model() != KeysModel.AGG_KEYS) {
            throw SqlErrors.analyzing(
                    definition.span(),
                    "Can not assign aggregation method on column in "
                            + modelInErrors(table.model())
                            + " data model table: "
                            + definition.name());
        }
        return analyzed(table, definition, isKey);
    }

    private Column analyzed(Table table, ColumnDefinition definition, boolean isKey)
            throws SqlError {
        try {
            return columnAnalyzer.column(definition, table.model(), isKey);
        } catch (ColumnAnalyzer.Refusal e) {
            throw wrong(definition, e.getMessage());
        }
    }

    private static SqlError wrong(ColumnDefinition definition, String reason) {
        return SqlErrors.analyzing(definition.span(), "Column definition is wrong. " + reason);
    }

    private static String modelInErrors(KeysModel model) {
        return model == KeysModel.UNIQUE_KEYS ? "Unique" : "Duplicate";
    }

    /** The timeout that one of the clauses may give. */
    private static Duration timeout(List<AlterClause.SchemaChange> clauses) throws SqlError {
        Duration timeout = JOB_TIMEOUT;
        boolean isSeen = false;
        for (AlterClause.SchemaChange clause : clauses) {
            if (clause.options().properties().isEmpty()) {
                continue;
            }
            if (isSeen) {
                throw SqlErrors.general("reduplicated PROPERTIES");
            }
            isSeen = true;
            String text = clause.options().properties().get("timeout");
            if (text != null) {
                timeout = seconds(text);
            }
        }
        return timeout;
    }

    private static Duration seconds(String text) throws SqlError {
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw SqlErrors.general("Invalid timeout format: " + text);
        }
    }
}
