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

package io.cdcpipelines.starrocks.benchmarks.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.RowType;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/**
 * The columns of a table, what their values are like, and how rows change. The first column is a
 * BIGINT called {@code id}, the primary key. Immutable.
 */
public final class Shape {
    private static final long SEED = 20;

    /** How the rows of a corpus change. */
    enum Changes {
        INSERTS,
        /** Half of the changes delete a row, a quarter update one. */
        MANY_DELETES
    }

    private final String name;
    private final Schema schema;
    private final BiFunction<Long, Random, Object[]> values;
    private final Changes changes;
    private final int rows;

    /**
     * @param columns after {@code id}
     * @param values of all columns, given the id, in Flink CDC's internal classes
     * @param rows of a corpus, so that it has some megabytes
     */
    Shape(
            String name,
            List<Column> columns,
            BiFunction<Long, Random, Object[]> values,
            Changes changes,
            int rows) {
        this.name = name;
        Schema.Builder builder = Schema.newBuilder().physicalColumn("id", Values.ID);
        columns.forEach(column -> builder.physicalColumn(column.getName(), column.getType()));
        this.schema = builder.primaryKey("id").build();
        this.values = values;
        this.changes = changes;
        this.rows = rows;
    }

    public String name() {
        return name;
    }

    public Schema schema() {
        return schema;
    }

    /** Some megabytes of changes of one table, the same ones each time. */
    public Corpus corpus() {
        return corpus(TableId.tableId("bench", name.replace('-', '_')), 0, rows);
    }

    /**
     * @param firstId of as many ids in a row as there are changes
     */
    public Corpus corpus(TableId table, long firstId, int count) {
        Random random = new Random(SEED + firstId);
        BinaryRecordDataGenerator records =
                new BinaryRecordDataGenerator((RowType) schema.toRowDataType());
        List<DataChangeEvent> events = new ArrayList<>(count);
        for (long id = firstId; id < firstId + count; id++) {
            RecordData row = records.generate(values.apply(id, random));
            events.add(change(copy(table), row, id, random, records));
        }
        return new Corpus(new CreateTableEvent(table, schema), events);
    }

    /**
     * Events that come through a network each have an identifier of their own. Its names are
     * shared, because in a task they are as good as in the cache: they have just been made.
     */
    private static TableId copy(TableId table) {
        return TableId.tableId(table.getSchemaName(), table.getTableName());
    }

    private DataChangeEvent change(
            TableId table,
            RecordData row,
            long id,
            Random random,
            BinaryRecordDataGenerator records) {
        if (changes == Changes.INSERTS || id % 4 == 0) {
            return DataChangeEvent.insertEvent(table, row);
        }
        return id % 4 == 1
                ? DataChangeEvent.updateEvent(
                        table, records.generate(values.apply(id, random)), row)
                : DataChangeEvent.deleteEvent(table, row);
    }
}
