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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer in the number formats of the MySQL protocol. For one thread. */
final class PayloadWriter {
    private static final int NULL_MARKER = 0xfb;

    private byte[] bytes = new byte[512];
    private int size;

    PayloadWriter reset() {
        size = 0;
        return this;
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    PayloadWriter int1(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    PayloadWriter int2(int value) {
        return fixed(value, 2);
    }

    PayloadWriter int3(int value) {
        return fixed(value, 3);
    }

    PayloadWriter int4(long value) {
        return fixed(value, 4);
    }

    PayloadWriter int8(long value) {
        return fixed(value, 8);
    }

    private PayloadWriter fixed(long value, int width) {
        reserve(width);
        for (int i = 0; i < width; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    PayloadWriter lengthEncoded(long value) {
        if (value < NULL_MARKER) {
            return int1((int) value);
        }
        if (value < 1 << 16) {
            return int1(0xfc).int2((int) value);
        }
        if (value < 1 << 24) {
            return int1(0xfd).int3((int) value);
        }
        return int1(0xfe).int8(value);
    }

    PayloadWriter raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
        return this;
    }

    PayloadWriter nulTerminated(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8)).int1(0);
    }

    PayloadWriter text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    PayloadWriter lengthEncoded(String text) {
        return lengthEncoded(text.getBytes(StandardCharsets.UTF_8));
    }

    PayloadWriter lengthEncoded(byte[] value) {
        return lengthEncoded((long) value.length).raw(value);
    }

    /** The mark of SQL NULL in a text row. */
    PayloadWriter nullValue() {
        return int1(NULL_MARKER);
    }

    /** Sets bits of a byte that was written before. */
    void setBits(int position, int bits) {
        bytes[position] |= (byte) bits;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
