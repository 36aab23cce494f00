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

package io.cdcpipelines.starrocks.cdc.serializer;

import io.cdcpipelines.starrocks.cdc.type.ColumnMapping;
import io.cdcpipelines.starrocks.cdc.type.FieldWriter;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.cdc.type.UnsupportedValueException;
import io.cdcpipelines.starrocks.core.buffer.PoolExhaustedException;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.NotRepresentableException;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.format.SentRow;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns changes of one table under one schema into rows of a load. Used by one thread.
 *
 * <p>A change that moves a row to another key becomes a delete of the old row and an upsert of the
 * new one. Every row carries all values, deletes too: StarRocks takes a missing one for NULL and
 * refuses the row if the column is NOT NULL, even where only the key matters.
 *
 * <p>A table whose schema has no primary key keeps rows as they come: of an update only the row
 * afterwards is written, and a delete cannot be.
 *
 * <p>A NULL in a column that the source declares NOT NULL is written as NULL, for merged tables
 * have such rows; whether it is stored is up to the table. In a key column it is an error. A value
 * that StarRocks cannot hold is an error, or NULL outside of the key, as the user wants it.
 */
public final class RowSerializer {

    /** Takes the rows that a change consists of, in order. */
    public interface RowConsumer {
        void accept(RecordData row, RowOp op) throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RowSerializer.class);

    private final TablePath table;
    private final List<Column> columns;
    private final FieldWriter[] fieldWriters;
    private final KeyFields key;
    private final boolean isAppendOnly;
    private final LoadFormat format;
    private final OutOfRange outOfRange;
    private final boolean[] hasLostValues;

    /** Of the row that is being written. */
    private int lostValues;

    /**
     * @param schema without a primary key if the table keeps rows as they come
     */
    public RowSerializer(TablePath table, Schema schema, TypeMappings mappings) {
        this(table, schema, mappings, UnaryOperator.identity());
    }

    /**
     * @param schema without a primary key if the table keeps rows as they come
     * @param placement gives the column of the table that takes a column of the schema
     */
    public RowSerializer(
            TablePath table,
            Schema schema,
            TypeMappings mappings,
            UnaryOperator<LoadColumn> placement) {
        this.table = table;
        this.columns = List.copyOf(schema.getColumns());
        this.fieldWriters = new FieldWriter[columns.size()];
        this.key = KeyFields.of(schema);
        this.isAppendOnly = schema.primaryKeys().isEmpty();
        List<LoadColumn> loadColumns = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            ColumnMapping mapping =
                    key.contains(i)
                            ? mappings.key(column.getType())
                            : mappings.value(column.getType());
            fieldWriters[i] = mapping.writer();
            loadColumns.add(placement.apply(LoadColumn.of(column.getName(), mapping.encoding())));
        }
        LoadFormat json = LoadFormat.json(loadColumns);
        this.format = isAppendOnly ? json.appending() : json;
        this.outOfRange = mappings.outOfRange();
        this.hasLostValues = new boolean[columns.size()];
    }

    /** A format that carries every row of the table. */
    public LoadFormat format() {
        return format;
    }

    /** The columns of the table that are its key; none if it keeps rows as they come. */
    public List<String> keyColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (key.contains(i)) {
                names.add(format.columns().get(i).name());
            }
        }
        return names;
    }

    /** Reads a row that cannot be written, for a human to look at. */
    public SentRow describe(RecordData row, RowOp op) {
        return new RowDescription(columns, fieldWriters, format).of(row, op);
    }

    /** Whether the table keeps rows as they come, so that none can be replaced or deleted. */
    public boolean isAppendOnly() {
        return isAppendOnly;
    }

    /** How many fields a record of this schema has. */
    public int arity() {
        return fieldWriters.length;
    }

    /**
     * Splits a change into the rows that StarRocks is to apply.
     *
     * @throws RowNotWritableException if it is a delete, and the table keeps rows as they come
     */
    public void split(DataChangeEvent event, RowConsumer rows)
            throws IOException, InterruptedException {
        switch (event.op()) {
            case INSERT:
            case REPLACE:
                rows.accept(event.after(), RowOp.UPSERT);
                break;
            case UPDATE:
                if (!isAppendOnly
                        && event.before() != null
                        && !key.areEqual(event.before(), event.after())) {
                    rows.accept(event.before(), RowOp.DELETE);
                }
                rows.accept(event.after(), RowOp.UPSERT);
                break;
            case DELETE:
                if (isAppendOnly) {
                    throw RowNotWritableException.delete(table);
                }
                rows.accept(event.before(), RowOp.DELETE);
                break;
            default:
                throw new IOException(
                        "Table " + table + " got a change of unknown kind " + event.op());
        }
    }

    /**
     * Writes one row.
     *
     * @param out of any format of the columns that {@link #format} has
     * @return how many of its values became NULL because their columns cannot hold them
     * @throws PoolExhaustedException if the row does not fit now; the caller rolls it back
     * @throws NotRepresentableException if the format of {@code out} cannot carry the row; the
     *     caller rolls it back
     * @throws RowNotWritableException if it never will; the caller rolls it back
     */
    public int write(RecordData row, RowOp op, RowWriter out) throws RowNotWritableException {
        // First of all, so that the caller can roll the row back whatever comes.
        out.beginRow();
        if (row.getArity() != fieldWriters.length) {
            throw RowNotWritableException.arity(table, row.getArity(), fieldWriters.length);
        }
        requireKey(row);
        lostValues = 0;
        int position = 0;
        while (position < fieldWriters.length) {
            position =
                    row.isNullAt(position)
                            ? writeNulls(row, position, out)
                            : writeField(row, position, out);
        }
        out.endRow(op);
        return lostValues;
    }

    private void requireKey(RecordData row) throws RowNotWritableException {
        int missing = key.firstNull(row);
        if (missing >= 0) {
            throw RowNotWritableException.nullKey(table, columns.get(missing).getName());
        }
    }

    /** Writes NULL into all neighbours without a value; returns the position after them. */
    private int writeNulls(RecordData row, int from, RowWriter out) {
        int to = from + 1;
        while (to < fieldWriters.length && row.isNullAt(to)) {
            to++;
        }
        out.writeNulls(from, to);
        return to;
    }

    private int writeField(RecordData row, int position, RowWriter out)
            throws RowNotWritableException {
        try {
            out.field(position);
            fieldWriters[position].write(row, position, out);
            return position + 1;
        } catch (UnsupportedValueException e) {
            writeNullInstead(position, e, out);
            return position + 1;
        } catch (PoolExhaustedException | NotRepresentableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw RowNotWritableException.field(table, columns.get(position), e);
        }
    }

    private void writeNullInstead(int position, UnsupportedValueException reason, RowWriter out)
            throws RowNotWritableException {
        Column column = columns.get(position);
        if (outOfRange == OutOfRange.FAIL || key.contains(position)) {
            throw RowNotWritableException.field(table, column, reason);
        }
        out.writeNull();
        lostValues++;
        if (!hasLostValues[position]) {
            hasLostValues[position] = true;
            LOG.warn(
                    "Column {} of table {} gets NULL for values that it cannot hold: {}",
                    column.getName(),
                    table,
                    reason.getMessage());
        }
    }
}
