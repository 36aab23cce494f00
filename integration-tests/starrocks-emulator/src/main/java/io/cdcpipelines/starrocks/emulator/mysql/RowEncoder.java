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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import java.util.List;

/** Encodes the rows of one result set. For the thread of one connection. */
final class RowEncoder {
    /** The null bitmap of a binary row leaves its first two bits unused. */
    private static final int BITMAP_OFFSET = 2;

    private final List<ResultColumn> columns;
    private final RowFormat format;
    private final ValueEncoder[] encoders;

    RowEncoder(List<ResultColumn> columns, RowFormat format) {
        this.columns = columns;
        this.format = format;
        this.encoders =
                columns.stream()
                        .map(column -> ValueEncoder.of(column.type(), format))
                        .toArray(ValueEncoder[]::new);
    }

    PayloadWriter encode(Object[] row, PayloadWriter out) {
        return format == RowFormat.TEXT ? text(row, out) : binary(row, out);
    }

    private PayloadWriter text(Object[] row, PayloadWriter out) {
        for (int i = 0; i < encoders.length; i++) {
            if (row[i] == null || WireType.of(columns.get(i).type()).isAlwaysNull()) {
                out.nullValue();
            } else {
                encoders[i].encode(row[i], out);
            }
        }
        return out;
    }

    private PayloadWriter binary(Object[] row, PayloadWriter out) {
        out.int1(0);
        int bitmap = out.size();
        out.raw(new byte[(encoders.length + BITMAP_OFFSET + 7) / 8]);
        for (int i = 0; i < encoders.length; i++) {
            if (row[i] == null || WireType.of(columns.get(i).type()).isAlwaysNull()) {
                int bit = i + BITMAP_OFFSET;
                out.setBits(bitmap + bit / 8, 1 << (bit % 8));
            } else {
                encoders[i].encode(row[i], out);
            }
        }
        return out;
    }
}
