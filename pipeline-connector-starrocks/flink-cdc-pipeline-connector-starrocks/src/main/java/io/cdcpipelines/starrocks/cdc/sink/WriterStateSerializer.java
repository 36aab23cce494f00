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

import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the state of a writer in checkpoints, readable by all later versions; a mark is empty.
 * Stateless.
 */
final class WriterStateSerializer implements SimpleVersionedSerializer<WriterState> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(WriterState state) throws IOException {
        if (state.equals(WriterState.MARK)) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(state.line().prefix());
            out.writeUTF(state.line().origin());
            out.writeInt(state.line().subtask());
            out.writeInt(state.nextNumbers().size());
            for (Map.Entry<TablePath, Long> entry : state.nextNumbers().entrySet()) {
                out.writeUTF(entry.getKey().database());
                out.writeUTF(entry.getKey().table());
                out.writeLong(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public WriterState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "The state of the StarRocks writer has version "
                            + version
                            + ", which this connector does not know; use a newer one");
        }
        if (serialized.length == 0) {
            return WriterState.MARK;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
            LabelLine line = LabelLine.of(in.readUTF(), in.readUTF(), in.readInt());
            int tables = in.readInt();
            Map<TablePath, Long> nextNumbers = new LinkedHashMap<>();
            for (int i = 0; i < tables; i++) {
                nextNumbers.put(TablePath.of(in.readUTF(), in.readUTF()), in.readLong());
            }
            return new WriterState(line, nextNumbers);
        }
    }
}
