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

import io.cdcpipelines.starrocks.core.format.JsonText;
import io.cdcpipelines.starrocks.core.format.SentRow;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A row that is put aside, with the reason. Immutable. */
final class DeadLetter {
    private final TablePath table;
    private final SentRow row;
    private final List<String> keyColumns;
    private final String reason;

    DeadLetter(TablePath table, SentRow row, List<String> keyColumns, String reason) {
        this.table = table;
        this.row = row;
        this.keyColumns = keyColumns;
        this.reason = reason;
    }

    TablePath table() {
        return table;
    }

    SentRow row() {
        return row;
    }

    /** Why the row was not taken; holds no value unless the user wants to see them. */
    String reason() {
        return reason;
    }

    /** The record for the file, on one line. */
    String asJson(Instant time) {
        return "{\"time\":"
                + JsonText.quoted(time.toString())
                + ",\"database\":"
                + JsonText.quoted(table.database())
                + ",\"table\":"
                + JsonText.quoted(table.table())
                + ",\"operation\":"
                + JsonText.quoted(row.op().name().toLowerCase(Locale.ROOT))
                + ",\"key\":"
                + row.asJson(keyColumns)
                + ",\"reason\":"
                + JsonText.quoted(reason)
                + ",\"row\":"
                + row.asJson()
                + "}";
    }

    /** Without the row: this may reach a log. */
    @Override
    public String toString() {
        return row.op() + " of a row of table " + table + ": " + reason;
    }
}
