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

package io.cdcpipelines.starrocks.cdc.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnWithPosition;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;

/**
 * What a schema change makes of the layout of a table's records: a pure function.
 *
 * <p>An event may come again after a restart. What is already so stays as it is: a column that is
 * there is not added, one that is gone is not dropped or renamed.
 */
final class SchemaEvolution {

    private SchemaEvolution() {}

    /** The schema after the event; the same object if the event changes no record. */
    static Schema evolve(Schema schema, SchemaChangeEvent event) {
        if (event instanceof AddColumnEvent) {
            return add(schema, ((AddColumnEvent) event).getAddedColumns());
        }
        if (event instanceof DropColumnEvent) {
            return drop(schema, ((DropColumnEvent) event).getDroppedColumnNames());
        }
        if (event instanceof RenameColumnEvent) {
            return rename(schema, ((RenameColumnEvent) event).getNameMapping());
        }
        if (event instanceof AlterColumnTypeEvent) {
            return alterTypes(schema, ((AlterColumnTypeEvent) event).getTypeMapping());
        }
        return schema;
    }

    private static Schema add(Schema schema, List<ColumnWithPosition> additions) {
        List<Column> columns = new ArrayList<>(schema.getColumns());
        for (ColumnWithPosition addition : additions) {
            Column column = addition.getAddColumn();
            if (indexOf(columns, column.getName()) < 0) {
                columns.add(indexFor(addition, columns), column);
            }
        }
        return with(columns, schema.primaryKeys(), schema);
    }

    /** Where the column goes; last if it is to go next to a column that is not there. */
    private static int indexFor(ColumnWithPosition addition, List<Column> columns) {
        int last = columns.size();
        // By name, because a later framework may know positions that this one does not.
        switch (addition.getPosition().name()) {
            case "FIRST":
                return 0;
            case "BEFORE":
                int next = indexOf(columns, addition.getExistedColumnName());
                return next < 0 ? last : next;
            case "AFTER":
                int previous = indexOf(columns, addition.getExistedColumnName());
                return previous < 0 ? last : previous + 1;
            default:
                return last;
        }
    }

    private static int indexOf(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Schema drop(Schema schema, List<String> names) {
        List<Column> columns = new ArrayList<>(schema.getColumns());
        columns.removeIf(column -> names.contains(column.getName()));
        return with(columns, schema.primaryKeys(), schema);
    }

    private static Schema rename(Schema schema, Map<String, String> newNames) {
        List<Column> columns = new ArrayList<>();
        for (Column column : schema.getColumns()) {
            String newName = newNames.get(column.getName());
            columns.add(newName == null ? column : column.copy(newName));
        }
        List<String> keys = new ArrayList<>();
        for (String key : schema.primaryKeys()) {
            keys.add(newNames.getOrDefault(key, key));
        }
        return with(columns, keys, schema);
    }

    private static Schema alterTypes(Schema schema, Map<String, DataType> newTypes) {
        List<Column> columns = new ArrayList<>();
        for (Column column : schema.getColumns()) {
            DataType newType = newTypes.get(column.getName());
            columns.add(newType == null ? column : column.copy(newType));
        }
        return with(columns, schema.primaryKeys(), schema);
    }

    private static Schema with(List<Column> columns, List<String> keys, Schema schema) {
        if (columns.equals(schema.getColumns()) && keys.equals(schema.primaryKeys())) {
            return schema;
        }
        return Schema.newBuilder()
                .setColumns(columns)
                .primaryKey(keys)
                .partitionKey(schema.partitionKeys())
                .options(schema.options())
                .comment(schema.comment())
                .build();
    }
}
