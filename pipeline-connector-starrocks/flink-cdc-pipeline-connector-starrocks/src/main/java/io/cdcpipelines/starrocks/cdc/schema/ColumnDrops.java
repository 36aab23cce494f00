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

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans how columns are dropped. Confined to one call of the planner.
 *
 * <p>{@code DROP b} and {@code RENAME a TO b}, when they come again, find a column b that is not
 * the one to be dropped; nothing but the rename that follows tells that from a new event. So where
 * the trail tells of a drop and a rename like these, the column is not dropped but gets another
 * name, under which a repeated rename finds it.
 */
final class ColumnDrops {
    private final StarRocksTable table;
    private final LocalDate today;
    private final String stamp;
    private ColumnTrail trail;
    private final List<String> dropped = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ColumnDrops(StarRocksTable table, Clock clock) {
        this.table = table;
        trail = ColumnTrail.parse(table.comment());
        today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        stamp = Stamp.of(clock);
    }

    /**
     * @throws SchemaConflictException if StarRocks keeps one of the columns
     */
    static SchemaChangePlan plan(
            StarRocksTable table, List<String> names, ServerVersion server, Clock clock) {
        ColumnDrops drops = new ColumnDrops(table, clock);
        for (String name : names) {
            table.column(name).ifPresent(drops::decide);
        }
        drops.refuseToDropAll();
        if (!drops.obstacles.isEmpty()) {
            throw new SchemaConflictException(table.path(), drops.obstacles);
        }
        return SchemaChangePlan.of(drops.statements(server), drops.warnings);
    }

    /** The key of a DUPLICATE KEY table is only what its rows are sorted by. */
    static boolean identifiesRows(String column, StarRocksTable table) {
        return table.keyModel() != KeyModel.DUPLICATE && table.isKey(column);
    }

    private void decide(StarRocksColumn column) {
        String name = column.name();
        if (identifiesRows(name, table)) {
            obstacles.add("column " + name + " is part of the key, which StarRocks does not drop");
        } else if (!trail.tellsOfDropBefore(name)) {
            dropped.add(name);
        } else if (!column.isNullable() && column.defaultValue().isEmpty()) {
            obstacles.add(
                    "column "
                            + name
                            + " got its name after another one of this name was dropped, so that"
                            + " it may be the wrong one, and it cannot be kept because it is NOT"
                            + " NULL without a default; if the drop is new, drop the column by"
                            + " hand");
        } else {
            kept.add(name);
        }
    }

    private void refuseToDropAll() {
        if (!dropped.isEmpty() && dropped.containsAll(table.keyColumns())) {
            obstacles.add(
                    "columns "
                            + table.keyColumns()
                            + " are all that its rows are sorted by, and StarRocks keeps one of"
                            + " them");
        }
    }

    private List<SqlStatement> statements(ServerVersion server) {
        List<SqlStatement> statements = new ArrayList<>();
        if (!dropped.isEmpty()) {
            // Where columns are not renamed, no other column ever gets their names.
            if (server.renamesColumns()) {
                ColumnTrail longer = trail;
                for (String name : dropped) {
                    longer = longer.thenDropped(name, today);
                }
                lengthen(longer, statements);
            }
            statements.add(StatementRenderer.dropColumns(table.path(), dropped));
        }
        for (String name : kept) {
            String keptName = Remnant.KEPT.name(name, stamp);
            lengthen(trail.thenRenamed(name, keptName, today), statements);
            statements.add(StatementRenderer.renameColumn(table.path(), name, keptName));
            warnings.add(
                    "Column "
                            + name
                            + " of table "
                            + table.path()
                            + " is kept as "
                            + keptName
                            + ", because a column of its name was dropped before, and this drop"
                            + " may be a repetition that means that one; if so, the column gets"
                            + " its name back when its rename comes again, otherwise drop it by"
                            + " hand");
        }
        return statements;
    }

    /** The trail comes first, so that nothing happens that it does not tell. */
    private void lengthen(ColumnTrail longer, List<SqlStatement> statements) {
        if (!longer.equals(trail)) {
            trail = longer;
            statements.add(StatementRenderer.commentTable(table.path(), trail.render()));
        }
    }
}
