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

package io.cdcpipelines.starrocks.benchmarks.encoder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Eight and two bytes of an array at once, the first byte lowest. Stateless. */
final class Words {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Words() {}

    /** Eight letters of an ASCII text from an index on, with zeros behind its end. */
    static long of(String text, int from) {
        byte[] letters = new byte[8];
        byte[] all = text.getBytes(StandardCharsets.US_ASCII);
        if (from < all.length) {
            System.arraycopy(all, from, letters, 0, Math.min(8, all.length - from));
        }
        return (long) LONGS.get(letters, 0);
    }

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long word) {
        LONGS.set(bytes, index, word);
    }

    static void putPair(byte[] bytes, int index, short pair) {
        SHORTS.set(bytes, index, pair);
    }

    /** Whether one of the eight bytes is a control character, a quote or a backslash. */
    static boolean needsEscape(long word) {
        // Bytes from 0x80 on are parts of longer characters and stay as they are.
        long control = word - LOW_BITS * 0x20;
        long quote = (word ^ LOW_BITS * '"') - LOW_BITS;
        long backslash = (word ^ LOW_BITS * '\\') - LOW_BITS;
        return ((control | quote | backslash) & ~word & HIGH_BITS) != 0;
    }
}
