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

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;

/**
 * Events that the oldest supported framework does not have: told apart by the name of their class
 * and read by reflection, so that nothing here links to a class that may be missing. Stateless.
 */
final class NewerEvents {
    static final String TRUNCATE_TABLE = "TruncateTableEvent";
    static final String DROP_TABLE = "DropTableEvent";
    static final String ALTER_TABLE_COMMENT = "AlterTableCommentEvent";

    private NewerEvents() {}

    static String nameOf(SchemaChangeEvent event) {
        return event.getClass().getSimpleName();
    }

    /** The comments that come with changed types (Flink CDC 3.6), by column; empty if none do. */
    static Map<String, String> columnComments(SchemaChangeEvent event) {
        Map<String, String> comments = new LinkedHashMap<>();
        try {
            Object given = event.getClass().getMethod("getComments").invoke(event);
            if (given instanceof Map) {
                ((Map<?, ?>) given)
                        .forEach(
                                (column, comment) -> {
                                    if (comment != null) {
                                        comments.put(column.toString(), comment.toString());
                                    }
                                });
            }
            return comments;
        } catch (NoSuchMethodException e) {
            return comments;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The comments of " + nameOf(event) + " are hidden", e);
        }
    }

    /** The new comment of an {@value #ALTER_TABLE_COMMENT} (Flink CDC 3.6). */
    static String comment(SchemaChangeEvent event) {
        try {
            Method comment = event.getClass().getMethod("getComment");
            Object text = comment.invoke(event);
            return text == null ? "" : text.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Flink CDC gives no comment with " + nameOf(event), e);
        }
    }
}
