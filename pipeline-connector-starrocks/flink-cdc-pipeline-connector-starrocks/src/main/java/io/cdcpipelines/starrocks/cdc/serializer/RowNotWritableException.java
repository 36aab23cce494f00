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

import io.cdcpipelines.starrocks.cdc.type.UnsupportedValueException;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import org.apache.flink.cdc.common.schema.Column;

/** Says that a row can never be written; names table and column, never a value. */
public final class RowNotWritableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isRowAtFault;

    private RowNotWritableException(String message) {
        this(message, false);
    }

    private RowNotWritableException(String message, boolean isRowAtFault) {
        super(message);
        this.isRowAtFault = isRowAtFault;
    }

    /** Whether a value of the row is the reason, so that other rows of the table can be written. */
    public boolean isRowAtFault() {
        return isRowAtFault;
    }

    static RowNotWritableException arity(TablePath table, int found, int expected) {
        return new RowNotWritableException(
                "Table "
                        + table
                        + " got a record of "
                        + found
                        + " fields while its schema has "
                        + expected
                        + " columns");
    }

    static RowNotWritableException nullKey(TablePath table, String column) {
        return new RowNotWritableException(
                "Column "
                        + column
                        + " of table "
                        + table
                        + " is part of the primary key, and a record has no value for it",
                true);
    }

    static RowNotWritableException delete(TablePath table) {
        return new RowNotWritableException(
                "A row of table "
                        + table
                        + " was deleted in the source, but the table has no primary key and keeps"
                        + " rows as they come; name the columns that identify a row"
                        + " (table.rules.<name>.unique-key) and create the table anew, or leave"
                        + " deletes out (table.duplicate-key.on-delete: ignore)");
    }

    /** The row alone is more than all rows together may take. */
    public static RowNotWritableException tooLarge(TablePath table, long budgetBytes) {
        return new RowNotWritableException(
                "A row of table "
                        + table
                        + " does not fit into the buffer of "
                        + budgetBytes
                        + " bytes; raise sink.buffer-flush.max-bytes above the size of the row");
    }

    /** Keeps where it failed, but no foreign message, because that may repeat the value. */
    static RowNotWritableException field(TablePath table, Column column, RuntimeException cause) {
        String reason =
                cause instanceof UnsupportedValueException
                        ? cause.getMessage()
                        : cause.getClass().getSimpleName();
        RowNotWritableException exception =
                new RowNotWritableException(
                        "Column "
                                + column.getName()
                                + " of table "
                                + table
                                + ", declared as "
                                + column.getType().asSummaryString()
                                + ", has a value that cannot be written: "
                                + reason,
                        true);
        exception.setStackTrace(cause.getStackTrace());
        return exception;
    }
}
