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

package io.cdcpipelines.starrocks.core.buffer;

import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small payloads of one text column. */
public final class TestingPayloads {
    public static final LoadFormat FORMAT =
            LoadFormat.json(List.of(LoadColumn.of("c", FieldEncoding.PLAIN)));

    private TestingPayloads() {}

    public static Payload of(String... rows) {
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 24, 1 << 12));
        RowWriter writer = FORMAT.newWriter(buffer);
        for (String row : rows) {
            byte[] text = row.getBytes(StandardCharsets.UTF_8);
            writer.beginRow();
            writer.field(0);
            writer.writeText(text, 0, text.length);
            writer.endRow(RowOp.UPSERT);
        }
        return buffer.seal();
    }
}
