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

package io.cdcpipelines.starrocks.emulator.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the LZ4 frame format (one or more frames, linked or independent blocks). Checksums are
 * skipped, not verified: the transport already is reliable here.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int UNCOMPRESSED = 0x80000000;
    private static final int FLAG_BLOCK_CHECKSUM = 0x10;
    private static final int FLAG_CONTENT_SIZE = 0x08;
    private static final int FLAG_CONTENT_CHECKSUM = 0x04;
    private static final int FLAG_DICTIONARY = 0x01;
    private static final int MIN_MATCH = 4;
    private static final int LONG_LENGTH = 15;
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final byte[] in;
    private final int end;
    private int position;
    private byte[] out;
    private int size;

    private Lz4Frame(byte[] in, int end) {
        this.in = in;
        this.end = end;
        this.out = new byte[(int) Math.min(MAX_SIZE, Math.max(64, 4L * end))];
    }

    static byte[] decompress(byte[] body, int length) throws IOException {
        Lz4Frame frame = new Lz4Frame(body, length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (frame.position < frame.end) {
            frame.size = 0;
            frame.readFrame();
            all.write(frame.out, 0, frame.size);
        }
        return all.toByteArray();
    }

    private void readFrame() throws IOException {
        if (readInt() != MAGIC) {
            throw new IOException("not an LZ4 frame");
        }
        int flags = readByte();
        int header = 2;
        header += (flags & FLAG_CONTENT_SIZE) != 0 ? Long.BYTES : 0;
        header += (flags & FLAG_DICTIONARY) != 0 ? Integer.BYTES : 0;
        position += header;
        for (int block = readInt(); block != 0; block = readInt()) {
            readBlock(block);
            position += (flags & FLAG_BLOCK_CHECKSUM) != 0 ? Integer.BYTES : 0;
        }
        position += (flags & FLAG_CONTENT_CHECKSUM) != 0 ? Integer.BYTES : 0;
    }

    private void readBlock(int header) throws IOException {
        int length = header & ~UNCOMPRESSED;
        if (length > end - position) {
            throw new EOFException("LZ4 block ends too early");
        }
        int blockEnd = position + length;
        if ((header & UNCOMPRESSED) != 0) {
            copyLiterals(length);
            return;
        }
        while (position < blockEnd) {
            int token = readByte();
            copyLiterals(length(token >>> 4));
            if (position < blockEnd) {
                int distance = readByte() | readByte() << 8;
                copyMatch(distance, length(token & LONG_LENGTH) + MIN_MATCH);
            }
        }
    }

    private int length(int nibble) throws IOException {
        int length = nibble;
        if (nibble == LONG_LENGTH) {
            int more;
            do {
                more = readByte();
                length += more;
            } while (more == 0xFF);
        }
        return length;
    }

    private void copyLiterals(int length) throws IOException {
        if (length < 0 || length > end - position) {
            throw new EOFException("LZ4 literals end too early");
        }
        reserve(length);
        System.arraycopy(in, position, out, size, length);
        position += length;
        size += length;
    }

    /** Source and target may overlap, which repeats the bytes between them. */
    private void copyMatch(int distance, int length) throws IOException {
        if (distance == 0 || distance > size || length < 0) {
            throw new IOException("LZ4 match points before the data");
        }
        reserve(length);
        for (int i = 0; i < length; i++) {
            out[size] = out[size - distance];
            size++;
        }
    }

    private void reserve(int length) throws IOException {
        long wanted = (long) size + length;
        if (wanted > MAX_SIZE) {
            throw new IOException("LZ4 data is too large");
        }
        if (wanted > out.length) {
            out = Arrays.copyOf(out, (int) Math.min(MAX_SIZE, Math.max(wanted, 2L * out.length)));
        }
    }

    private int readByte() throws IOException {
        if (position >= end) {
            throw new EOFException("LZ4 frame ends too early");
        }
        return in[position++] & 0xFF;
    }

    private int readInt() throws IOException {
        return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
    }
}
