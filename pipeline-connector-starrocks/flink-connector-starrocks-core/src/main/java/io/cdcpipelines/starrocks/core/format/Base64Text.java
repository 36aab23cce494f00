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

package io.cdcpipelines.starrocks.core.format;

import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes bytes as padded Base64 (RFC 4648, the standard alphabet) into a buffer. Stateless.
 *
 * <p>No bytes are written as a single padding character: StarRocks decodes that to no bytes, but an
 * empty text to NULL (3.0 to 4.0).
 */
final class Base64Text {
    private static final byte PADDING = '=';
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int GROUPS_PER_TOKEN = RowBuffer.MAX_TOKEN_BYTES / 4;

    private Base64Text() {}

    static void write(byte[] bytes, int offset, int length, RowBuffer buffer) {
        int from = offset;
        int groups = length / 3;
        while (groups > 0) {
            int count = Math.min(groups, GROUPS_PER_TOKEN);
            buffer.reserve(4 * count);
            putGroups(bytes, from, count, buffer);
            from += 3 * count;
            groups -= count;
        }
        if (length % 3 > 0) {
            buffer.reserve(4);
            putTail(bytes, from, length % 3, buffer);
        } else if (length == 0) {
            buffer.reserve(1);
            int at = buffer.position();
            buffer.page()[at] = PADDING;
            buffer.advanceTo(at + 1);
        }
    }

    private static void putGroups(byte[] bytes, int offset, int count, RowBuffer buffer) {
        byte[] page = buffer.page();
        int at = buffer.position();
        int end = offset + 3 * count;
        for (int i = offset; i < end; i += 3) {
            int group = (bytes[i] & 0xff) << 16 | (bytes[i + 1] & 0xff) << 8 | bytes[i + 2] & 0xff;
            page[at++] = ALPHABET[group >>> 18];
            page[at++] = ALPHABET[group >>> 12 & 63];
            page[at++] = ALPHABET[group >>> 6 & 63];
            page[at++] = ALPHABET[group & 63];
        }
        buffer.advanceTo(at);
    }

    private static void putTail(byte[] bytes, int offset, int length, RowBuffer buffer) {
        byte[] page = buffer.page();
        int at = buffer.position();
        int first = bytes[offset] & 0xff;
        int second = length == 2 ? bytes[offset + 1] & 0xff : 0;
        page[at++] = ALPHABET[first >>> 2];
        page[at++] = ALPHABET[(first & 3) << 4 | second >>> 4];
        page[at++] = length == 2 ? ALPHABET[(second & 15) << 2] : PADDING;
        page[at++] = PADDING;
        buffer.advanceTo(at);
    }
}
