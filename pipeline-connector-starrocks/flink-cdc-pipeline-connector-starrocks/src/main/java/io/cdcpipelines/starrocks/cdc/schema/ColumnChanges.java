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
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnPosition;

/**
 * Collects what a table lacks to take the rows of its source: columns to add, to modify and to
 * convert, comments, and obstacles. Confined to one call of the planner.
 */
final class ColumnChanges {
    private final StarRocksTable table;
    private final TextSlack slack;
    private final TypeConflictPolicy onTypeConflict;
    private final ColumnAdditions additions;
    private final ColumnConversions conversions;
    private final List<StarRocksColumn> modified = new ArrayList<>();
    private final Map<String, String> comments = new LinkedHashMap<>();
    private final Set<String> defined = new HashSet<>();
    private ServerVersion server = ServerVersion.newest();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    /**
     * @param stamp of this moment
     */
    ColumnChanges(
            StarRocksTable table,
            TextSlack slack,
            TypeConflictPolicy onTypeConflict,
            String stamp) {
        this.table = table;
        this.slack = slack;
        this.onTypeConflict = onTypeConflict;
        this.additions = new ColumnAdditions(table);
        this.conversions = new ColumnConversions(table, stamp);
    }

    void require(StarRocksColumn needed) {
        require(needed, ColumnPosition.LAST, null);
    }

    /** The column has to take the values of {@code needed}; if there is none, it is added. */
    void require(StarRocksColumn needed, ColumnPosition position, String neighbour) {
        Optional<StarRocksColumn> existing = table.column(needed.name());
        if (existing.isPresent()) {
            judge(ColumnFit.ofValue(existing.get(), needed, slack, onTypeConflict));
        } else if (conversions.isUnfinished(needed.name())) {
            conversions.finish(needed.name());
        } else {
            // Nullable whatever the source says: rows of shards that lack the column hold NULL.
            additions.add(needed.asNullable(), position, neighbour);
        }
    }

    /** Whether the column is there, or is between two names. */
    boolean knows(String name) {
        // In this case: a column that is called otherwise was renamed since.
        return table.columns().stream().anyMatch(column -> column.name().equals(name))
                || conversions.isUnfinished(name);
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
        String name = fit.existing().name();
        switch (fit.verdict()) {
            case FITS:
                conversions.clear(name);
                return;
            case FITS_WIDER:
                conversions.clear(name);
                warn("Table " + table.path() + ": " + fit.remark());
                return;
            case MODIFY:
                conversions.clear(name);
                modified.add(withNewComment(fit.changed()));
                return;
            case CONVERT:
                convert(fit);
                return;
            default:
                obstacles.add(fit.obstacle());
        }
    }

    private void convert(ColumnFit fit) {
        if (table.keyModel() != KeyModel.PRIMARY) {
            obstacles.add(fit.obstacle() + "; only rows of a PRIMARY KEY table can be converted");
            return;
        }
        StarRocksColumn target = withNewComment(fit.changed());
        warn("Table " + table.path() + ": " + fit.remark());
        if (fit.existing().defaultValue().isPresent() && target.defaultValue().isEmpty()) {
            ColumnDefault lost = fit.existing().defaultValue().get();
            warn(
                    "Column "
                            + target.name()
                            + " of table "
                            + table.path()
                            + " has no default any more: a "
                            + target.type()
                            + " column does not take "
                            + lost);
        }
        conversions.convert(target);
    }

    /**
     * Takes comments that columns have now; to be called before the columns are required, so that a
     * statement that defines a column anew carries its comment.
     *
     * @param byColumn name of a column to its comment
     */
    void takeComments(Map<String, String> byColumn, ServerVersion version) {
        comments.putAll(byColumn);
        server = version;
    }

    private StarRocksColumn withNewComment(StarRocksColumn column) {
        defined.add(column.name());
        return column.withComment(comments.getOrDefault(column.name(), column.comment()));
    }

    /** What is left of the comments when all columns have been required. */
    private List<SqlStatement> commentStatements() {
        List<SqlStatement> statements = new ArrayList<>();
        comments.forEach(
                (name, comment) -> {
                    Optional<StarRocksColumn> column = table.column(name);
                    if (defined.contains(name)
                            || column.isEmpty()
                            || column.get().comment().equals(comment)) {
                        return;
                    }
                    if (server.commentsColumns()) {
                        statements.add(
                                StatementRenderer.commentColumn(table.path(), name, comment));
                    } else {
                        warn(
                                "Column "
                                        + name
                                        + " of table "
                                        + table.path()
                                        + " keeps its comment: before StarRocks 3.5, changing it"
                                        + " would rewrite the table");
                    }
                });
        return statements;
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
        statements.addAll(commentStatements());
        if (!modified.isEmpty()) {
            statements.add(StatementRenderer.modifyColumns(table, modified));
        }
        statements.addAll(conversions.statements());
        return SchemaChangePlan.of(statements, warnings);
    }
}
