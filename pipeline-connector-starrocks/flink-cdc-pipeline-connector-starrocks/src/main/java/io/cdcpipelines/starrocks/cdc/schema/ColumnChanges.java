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
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnPosition;

/**
 * Collects what a table lacks to take the rows of its source: columns to add, columns to modify,
 * and obstacles. Confined to one call of the planner.
 */
final class ColumnChanges {
    private final StarRocksTable table;
    private final TextSlack slack;
    private final ColumnAdditions additions;
    private final List<StarRocksColumn> modified = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    ColumnChanges(StarRocksTable table, TextSlack slack) {
        this.table = table;
        this.slack = slack;
        this.additions = new ColumnAdditions(table);
    }

    void require(StarRocksColumn needed) {
        require(needed, ColumnPosition.LAST, null);
    }

    /** The column has to take the values of {@code needed}; if there is none, it is added. */
    void require(StarRocksColumn needed, ColumnPosition position, String neighbour) {
        Optional<StarRocksColumn> existing = table.column(needed.name());
        if (existing.isEmpty()) {
            // Nullable whatever the source says: rows of shards that lack the column hold NULL.
            additions.add(needed.asNullable(), position, neighbour);
        } else {
            judge(ColumnFit.ofValue(existing.get(), needed, slack));
        }
    }

    /**
     * The key column, which is there, has to take the values of {@code needed}.
     *
     * @param values the type that the column had if it were none of the key
     */
    void requireKey(StarRocksColumn needed, StarRocksType values) {
        judge(ColumnFit.ofKey(table.column(needed.name()).orElseThrow(), needed, values, slack));
    }

    private void judge(ColumnFit fit) {
        switch (fit.verdict()) {
            case FITS:
                return;
            case FITS_WIDER:
                warn("Table " + table.path() + ": " + fit.remark());
                return;
            case MODIFY:
                modified.add(fit.modified());
                return;
            default:
                obstacles.add(fit.obstacle());
        }
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void obstruct(String obstacle) {
        obstacles.add(obstacle);
    }

    /**
     * @throws SchemaConflictException if there are obstacles, naming all of them
     */
    SchemaChangePlan toPlan() {
        if (!obstacles.isEmpty()) {
            throw new SchemaConflictException(table.path(), obstacles);
        }
        List<SqlStatement> statements = new ArrayList<>();
        if (!additions.all().isEmpty()) {
            statements.add(StatementRenderer.addColumns(table.path(), additions.all()));
        }
        if (!modified.isEmpty()) {
            statements.add(StatementRenderer.modifyColumns(table.path(), modified));
        }
        return SchemaChangePlan.of(statements, warnings);
    }
}
