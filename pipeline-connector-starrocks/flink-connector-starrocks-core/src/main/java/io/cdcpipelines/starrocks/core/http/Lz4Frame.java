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

package io.cdcpipelines.starrocks.core.http;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.io.IOException;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Compresses payloads into LZ4 frames of independent blocks, in buffers of its own, one payload
 * after the other. Used by one thread at a time.
 *
 * <p>The compressor is the one in plain Java: native libraries and {@code sun.misc.Unsafe} are of
 * no use in a jar that is loaded by many class loaders, on Java versions to come.
 */
final class Lz4Frame {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final int LENGTH_BYTES = 4;

    /** In the length of a block: it was not worth compressing. */
    private static final int UNCOMPRESSED = 0x80000000;

    /** Magic number; version 1, independent blocks; blocks of at most 64 kB; their checksum. */
    private static final byte[] START = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, (byte) 0x82};

    private static final byte[] END = {0, 0, 0, 0};

    private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();

    /** The table that the compressor makes for each block. */
    private static final int TABLE_BYTES = 16 << 10;

    /** The memory that one instance takes at most. */
    static final int BUFFER_BYTES =
            BLOCK_BYTES + LENGTH_BYTES + COMPRESSOR.maxCompressedLength(BLOCK_BYTES) + TABLE_BYTES;

    private final byte[] block = new byte[BLOCK_BYTES];
    private final byte[] compressed =
            new byte[LENGTH_BYTES + COMPRESSOR.maxCompressedLength(BLOCK_BYTES)];

    void write(Payload payload, OutputStream out) throws IOException {
        out.write(START);
        Blocks blocks = new Blocks(out);
        payload.writeTo(blocks);
        blocks.writeBlock();
        out.write(END);
    }

    /** Gathers pages into blocks: larger ones compress better. */
    private final class Blocks extends OutputStream {
        private final OutputStream out;
        private int length;

        Blocks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            int from = offset;
            int left = count;
            while (left > 0) {
                if (length == BLOCK_BYTES) {
                    writeBlock();
                }
                int copied = Math.min(left, BLOCK_BYTES - length);
                System.arraycopy(source, from, block, length, copied);
                length += copied;
                from += copied;
                left -= copied;
            }
        }

        /** Writes what was gathered, which must not be nothing: an empty block ends a frame. */
        void writeBlock() throws IOException {
            int size = COMPRESSOR.compress(block, 0, length, compressed, LENGTH_BYTES);
            if (size < length) {
                putLength(size);
            } else {
                System.arraycopy(block, 0, compressed, LENGTH_BYTES, length);
                size = length;
                putLength(size | UNCOMPRESSED);
            }
            out.write(compressed, 0, LENGTH_BYTES + size);
            length = 0;
        }

        private void putLength(int value) {
            for (int i = 0; i < LENGTH_BYTES; i++) {
                compressed[i] = (byte) (value >>> 8 * i);
            }
        }
    }
}
