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

import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.event.TableId;

/**
 * An event that Flink CDC 3.2 does not have: what counts is the name of the subclass. Immutable.
 */
abstract class TestingNewerEvent implements SchemaChangeEvent {
    private static final long serialVersionUID = 1L;

    private final TableId id;

    TestingNewerEvent(TableId id) {
        this.id = id;
    }

    @Override
    public final TableId tableId() {
        return id;
    }

    @Override
    public final SchemaChangeEventType getType() {
        throw new UnsupportedOperationException("no such constant in Flink CDC 3.2");
    }

    /** Required of every event from Flink CDC 3.3 on. */
    public final SchemaChangeEvent copy(TableId newId) {
        throw new UnsupportedOperationException("nothing here moves an event to another table");
    }
}
