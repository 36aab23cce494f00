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

package io.cdcpipelines.starrocks.endtoend;

import java.util.Map;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.types.DataType;

/**
 * Events that Flink CDC 3.2 does not have, as the connector sees them: told apart by the simple
 * names of their classes, and read by the names of their methods.
 */
final class LaterEvents {

    private LaterEvents() {}

    private abstract static class LaterEvent implements SchemaChangeEvent {
        private static final long serialVersionUID = 1L;

        private final TableId id;

        private LaterEvent(TableId id) {
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
    }

    static final class TruncateTableEvent extends LaterEvent {
        private static final long serialVersionUID = 1L;

        TruncateTableEvent(TableId id) {
            super(id);
        }
    }

    static final class DropTableEvent extends LaterEvent {
        private static final long serialVersionUID = 1L;

        DropTableEvent(TableId id) {
            super(id);
        }
    }

    /** Public, because its comment is read by reflection. */
    public static final class AlterTableCommentEvent extends LaterEvent {
        private static final long serialVersionUID = 1L;

        private final String comment;

        AlterTableCommentEvent(TableId id, String comment) {
            super(id);
            this.comment = comment;
        }

        public String getComment() {
            return comment;
        }
    }

    /** Public, because its comments are read by reflection. */
    public static final class CommentedTypes extends AlterColumnTypeEvent {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> comments;

        CommentedTypes(TableId id, Map<String, DataType> types, Map<String, String> comments) {
            super(id, types);
            this.comments = comments;
        }

        public Map<String, String> getComments() {
            return comments;
        }
    }
}
