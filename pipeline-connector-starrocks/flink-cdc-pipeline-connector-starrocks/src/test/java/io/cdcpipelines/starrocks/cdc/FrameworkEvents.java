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

package io.cdcpipelines.starrocks.cdc;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.types.DataType;

/**
 * Makes events as the framework on the class path has them where the oldest one that the connector
 * compiles against has not. Tests that use it carry {@link #SINCE_3_3}.
 */
public final class FrameworkEvents {
    /** The tag of tests that need Flink CDC 3.3 or later. */
    public static final String SINCE_3_3 = "flink-cdc-3.3";

    /** The tag of tests that need Flink CDC 3.6 or later. */
    public static final String SINCE_3_6 = "flink-cdc-3.6";

    private static final String PACKAGE = SchemaChangeEvent.class.getPackage().getName();

    private FrameworkEvents() {}

    public static SchemaChangeEvent truncateTable(TableId id) {
        return ofTable("TruncateTableEvent", id);
    }

    public static SchemaChangeEvent dropTable(TableId id) {
        return ofTable("DropTableEvent", id);
    }

    /** What every writer is told before a table changes. */
    public static Event flush(TableId id) {
        String name = SchemaChangeEvent.class.getPackage().getName() + ".FlushEvent";
        try {
            Constructor<?> constructor = Class.forName(name).getConstructors()[0];
            Object[] arguments =
                    constructor.getParameterCount() == 1
                            ? new Object[] {id}
                            : new Object[] {0, List.of(id), SchemaChangeEventType.ADD_COLUMN};
            return (Event) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No " + name, e);
        }
    }

    /** A change of types that says what they were. */
    public static SchemaChangeEvent alterColumnType(
            TableId id, Map<String, DataType> types, Map<String, DataType> oldTypes) {
        try {
            return AlterColumnTypeEvent.class
                    .getConstructor(TableId.class, Map.class, Map.class)
                    .newInstance(id, types, oldTypes);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No types before the change", e);
        }
    }

    /** A change of types with comments of the columns, which Flink CDC has since 3.6. */
    public static SchemaChangeEvent alterColumnType(
            TableId id,
            Map<String, DataType> types,
            Map<String, DataType> oldTypes,
            Map<String, String> comments) {
        try {
            return AlterColumnTypeEvent.class
                    .getConstructor(TableId.class, Map.class, Map.class, Map.class)
                    .newInstance(id, types, oldTypes, comments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No comments", e);
        }
    }

    /** Since Flink CDC 3.6. */
    public static SchemaChangeEvent alterTableComment(TableId id, String comment) {
        try {
            return (SchemaChangeEvent)
                    Class.forName(PACKAGE + ".AlterTableCommentEvent")
                            .getConstructor(TableId.class, String.class)
                            .newInstance(id, comment);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No comment of a table", e);
        }
    }

    private static SchemaChangeEvent ofTable(String name, TableId id) {
        try {
            return (SchemaChangeEvent)
                    Class.forName(PACKAGE + "." + name)
                            .getConstructor(TableId.class)
                            .newInstance(id);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No event " + name, e);
        }
    }
}
