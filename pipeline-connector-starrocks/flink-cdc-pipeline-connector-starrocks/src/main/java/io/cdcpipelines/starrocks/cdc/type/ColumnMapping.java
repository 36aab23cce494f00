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

import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.util.Objects;

/**
 * What a CDC column becomes: the StarRocks type for DDL and the wire form of its values, decided
 * together so that they cannot drift apart. Used by one thread, because a writer may keep state
 * between rows.
 */
public final class ColumnMapping {
    private final StarRocksType type;
    private final FieldEncoding encoding;
    private final FieldWriter writer;

    private ColumnMapping(StarRocksType type, FieldEncoding encoding, FieldWriter writer) {
        this.type = type;
        this.encoding = encoding;
        this.writer = writer;
    }

    /**
     * @param writer writes values that are present
     * @throws IllegalArgumentException if the encoding is not the one that the type is loaded with
     */
    public static ColumnMapping of(StarRocksType type, FieldEncoding encoding, FieldWriter writer) {
        Objects.requireNonNull(writer, "writer");
        boolean binaryType = type.kind() == Kind.VARBINARY;
        boolean binaryForm = encoding == FieldEncoding.BASE64;
        if (binaryType != binaryForm) {
            throw new IllegalArgumentException(
                    "A " + type + " column cannot be loaded with encoding " + encoding);
        }
        return new ColumnMapping(type, encoding, writer);
    }

    public StarRocksType type() {
        return type;
    }

    public FieldEncoding encoding() {
        return encoding;
    }

    /**
     * Writes a value that is present. Who calls it looks for NULL before, also in columns declared
     * NOT NULL: records of merged tables carry NULL in them.
     */
    public FieldWriter writer() {
        return writer;
    }

    @Override
    public String toString() {
        return type + " as " + encoding;
    }
}
