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

package io.cdcpipelines.starrocks.cdc.type;

import io.cdcpipelines.starrocks.core.format.RowWriter;
import org.apache.flink.cdc.common.data.RecordData;

/** Writes one field of a record in the wire form of one column. Used by one thread. */
@FunctionalInterface
public interface FieldWriter {

    /**
     * Writes exactly one value, which is not NULL, to {@code out}.
     *
     * @throws UnsupportedValueException if the column's type has no such value; nothing was written
     *     then
     */
    void write(RecordData row, int pos, RowWriter out);
}
