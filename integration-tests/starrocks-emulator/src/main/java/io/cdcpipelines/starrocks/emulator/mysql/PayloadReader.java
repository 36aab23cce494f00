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

/**
 * Reads the number formats of the MySQL protocol out of one payload. Reading past the end gives
 * {@link MalformedPacketException}. For one thread.
 */
final class PayloadReader {
    private final byte[] bytes;
    private int position;

    PayloadReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    int int1() {
        return (int) fixed(1);
    }

    int int2() {
        return (int) fixed(2);
    }

    long int4() {
        return fixed(4);
    }

    long int8() {
        return fixed(8);
    }

    private long fixed(int width) {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[position++] & 0xffL) << (8 * i);
        }
        return value;
    }

    long lengthEncoded() {
        int first = int1();
        switch (first) {
            case 0xfc:
                return fixed(2);
            case 0xfd:
                return fixed(3);
            case 0xfe:
                return fixed(8);
            default:
                return first;
        }
    }

    byte[] raw(long length) {
        if (length < 0 || length > bytes.length - position) {
            throw new MalformedPacketException("a field is longer than its packet");
        }
        byte[] part = Arrays.copyOfRange(bytes, position, position + (int) length);
        position += (int) length;
        return part;
    }

    byte[] lengthEncodedBytes() {
        return raw(lengthEncoded());
    }

    void skip(int count) {
        require(count);
        position += count;
    }

    String nulTerminated() {
        int end = position;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
        position = Math.min(end + 1, bytes.length);
        return text;
    }

    String rest() {
        return new String(restBytes(), StandardCharsets.UTF_8);
    }

    byte[] restBytes() {
        return raw(bytes.length - position);
    }

    private void require(int count) {
        if (count > bytes.length - position) {
            throw new MalformedPacketException("a packet ends before its last field");
        }
    }
}
