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

package io.cdcpipelines.starrocks.emulator.http;

import io.netty.util.ByteProcessor;

/**
 * Counts the outermost objects of a JSON text that comes in pieces, one after the other or in an
 * array. Used by one thread at a time.
 */
final class JsonRowCount implements ByteProcessor {
    private long rows;
    private int depth;
    private boolean isInText;
    private boolean isEscaped;

    @Override
    public boolean process(byte value) {
        if (isInText) {
            readText(value);
        } else if (value == '"') {
            isInText = true;
        } else if (value == '{') {
            depth++;
        } else if (value == '}' && --depth == 0) {
            rows++;
        }
        return true;
    }

    private void readText(byte value) {
        if (isEscaped) {
            isEscaped = false;
        } else if (value == '\\') {
            isEscaped = true;
        } else if (value == '"') {
            isInText = false;
        }
    }

    /** Objects that are complete. */
    long rows() {
        return rows;
    }
}
