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

import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.ALTER;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.ID;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.PLANNER;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;

class ColumnCommentPlanTest {
    private static final ServerVersion V3_5 = ServerVersion.parse("3.5.0-abc");
    private static final ServerVersion V3_4 = ServerVersion.parse("3.4.9-abc");

    private static List<String> plan(
            AlterColumnTypeEvent event, StarRocksTable table, ServerVersion server) {
        return sql(PLANNER.plan(event, TargetState.present(table, server)));
    }

    private static AlterColumnTypeEvent event(String column, DataType type, String comment) {
        return new CommentedTypes(Map.of(column, type), Collections.singletonMap(column, comment));
    }

    @Test
    void commentsAColumnWithoutRewritingTheTable() {
        AlterColumnTypeEvent event = event("b", DataTypes.VARCHAR(10), "it's b");

        assertThat(plan(event, TABLE, V3_5))
                .containsExactly(ALTER + "MODIFY COLUMN `b` COMMENT 'it\\'s b'");
        StarRocksTable done = replacing(TABLE, TABLE.columns().get(3).withComment("it's b"));
        assertThat(plan(event, done, V3_5)).isEmpty();
    }

    @Test
    void commentsAKeyColumn() {
        assertThat(plan(event("id", DataTypes.BIGINT().notNull(), "key"), TABLE, V3_5))
                .containsExactly(ALTER + "MODIFY COLUMN `id` COMMENT 'key'");
    }

    @Test
    void leavesTheCommentWhereChangingItWouldRewriteTheTable() {
        SchemaChangePlan plan =
                PLANNER.plan(
                        event("b", DataTypes.VARCHAR(10), "new"), TargetState.present(TABLE, V3_4));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings())
                .containsExactly(
                        "Column b of table d.t keeps its comment: before StarRocks 3.5, changing"
                                + " it would rewrite the table");
    }

    @Test
    void changesTheCommentWithTheTypeInOneStatement() {
        AlterColumnTypeEvent event = event("b", DataTypes.VARCHAR(20), "new");

        for (ServerVersion server : List.of(V3_4, V3_5)) {
            assertThat(plan(event, TABLE, server))
                    .containsExactly(ALTER + "MODIFY COLUMN `b` VARCHAR(80) NULL COMMENT 'new'");
        }
    }

    @Test
    void keepsTheCommentWhereTheEventHasNone() {
        assertThat(plan(event("a", DataTypes.INT().notNull(), null), TABLE, V3_5)).isEmpty();
    }

    /** Stands for the event of Flink CDC 3.6, which has comments. */
    private static final class CommentedTypes extends AlterColumnTypeEvent {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> comments;

        CommentedTypes(Map<String, DataType> types, Map<String, String> comments) {
            super(ID, types);
            this.comments = comments;
        }

        /** Found by its name. */
        public Map<String, String> getComments() {
            return comments;
        }
    }
}
