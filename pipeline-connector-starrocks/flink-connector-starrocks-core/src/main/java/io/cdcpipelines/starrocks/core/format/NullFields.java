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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * All fields of a row as if each were NULL, so that neighbours without a value are written as one
 * piece. Immutable.
 */
final class NullFields {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final int[] starts;

    /**
     * @param prefixes what comes before the value of each field, a separator of one byte first
     */
    NullFields(byte[][] prefixes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        starts = new int[prefixes.length + 1];
        for (int i = 0; i < prefixes.length; i++) {
            all.write(prefixes[i], 0, prefixes[i].length);
            all.write(NULL, 0, NULL.length);
            starts[i + 1] = all.size();
        }
        text = all.toByteArray();
    }

    /** Writes the fields {@code from} to {@code to - 1} without the separator of the first. */
    void write(int from, int to, RowBuffer buffer) {
        int start = starts[from] + 1;
        buffer.write(text, start, starts[to] - start);
    }
}
