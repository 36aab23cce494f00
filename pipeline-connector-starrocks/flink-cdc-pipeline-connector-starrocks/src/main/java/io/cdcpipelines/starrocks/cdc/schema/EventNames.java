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

import io.cdcpipelines.starrocks.core.table.NameRules;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;

/**
 * Looks at the names that an event wants to be in StarRocks, before anything is asked or changed
 * there. Names of columns that it only wants to be gone may be any. Stateless.
 */
final class EventNames {

    private EventNames() {}

    /**
     * @throws SchemaConflictException naming every name that StarRocks cannot hold
     */
    static void require(SchemaChangeEvent event, TablePath path) {
        List<String> obstacles = new ArrayList<>();
        NameRules.obstacleOfDatabase(path.database()).ifPresent(obstacles::add);
        NameRules.obstacleOfTable(path.table()).ifPresent(obstacles::add);
        wantedColumns(event)
                .forEach(name -> NameRules.obstacleOfColumn(name).ifPresent(obstacles::add));
        if (!obstacles.isEmpty()) {
            throw new SchemaConflictException(path, obstacles);
        }
    }

    private static Collection<String> wantedColumns(SchemaChangeEvent event) {
        if (event instanceof CreateTableEvent) {
            return ((CreateTableEvent) event).getSchema().getColumnNames();
        }
        if (event instanceof AddColumnEvent) {
            return ((AddColumnEvent) event)
                    .getAddedColumns().stream()
                            .map(added -> added.getAddColumn().getName())
                            .collect(Collectors.toList());
        }
        if (event instanceof RenameColumnEvent) {
            return ((RenameColumnEvent) event).getNameMapping().values();
        }
        return event instanceof AlterColumnTypeEvent
                ? ((AlterColumnTypeEvent) event).getTypeMapping().keySet()
                : List.of();
    }
}
