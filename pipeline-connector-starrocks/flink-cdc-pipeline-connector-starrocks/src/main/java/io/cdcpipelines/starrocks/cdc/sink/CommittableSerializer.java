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

import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps prepared transactions in checkpoints, readable by all later versions. Stateless. */
final class CommittableSerializer implements SimpleVersionedSerializer<Committable> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Committable committable) throws IOException {
        TransactionId id = committable.transaction();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(id.table().database());
            out.writeUTF(id.table().table());
            out.writeUTF(id.label());
            out.writeLong(id.number());
            out.writeLong(committable.previousCheckpoint());
            out.writeLong(committable.preparedAt().toEpochMilli());
        }
        return bytes.toByteArray();
    }

    @Override
    public Committable deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("Prepared transaction of an unknown version: " + version);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
            TablePath table = TablePath.of(in.readUTF(), in.readUTF());
            TransactionId id = TransactionId.of(table, in.readUTF(), in.readLong());
            return new Committable(id, in.readLong(), Instant.ofEpochMilli(in.readLong()));
        }
    }
}
