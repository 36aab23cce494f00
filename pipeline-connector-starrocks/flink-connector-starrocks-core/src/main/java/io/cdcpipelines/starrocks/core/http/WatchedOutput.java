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

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes bytes on in pieces and tells a watch of each that went. A server that reads slowly takes
 * long for a large array, and must not look like one that has stopped. Used by one thread.
 */
final class WatchedOutput extends FilterOutputStream {
    private static final int PIECE_BYTES = 32 << 10;

    private final Watch watch;

    WatchedOutput(OutputStream out, Watch watch) {
        super(out);
        this.watch = watch;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += PIECE_BYTES) {
            out.write(source, from, Math.min(PIECE_BYTES, end - from));
            watch.progress();
        }
    }
}
