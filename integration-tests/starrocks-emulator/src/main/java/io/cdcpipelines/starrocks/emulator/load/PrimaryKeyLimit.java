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

import io.cdcpipelines.starrocks.emulator.load.value.Utf8;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.math.BigInteger;
import java.time.LocalDate;

/** The limit for the encoded key of a primary key table (primary_key_limit_size of a backend). */
final class PrimaryKeyLimit {
    private static final int MAX_BYTES = 128;
    private static final int TERMINATOR_BYTES = 2;
    private static final int LARGEINT_BYTES = 16;

    private PrimaryKeyLimit() {}

    /** Fails the whole load, as a backend does. */
    static void check(LoadPlan plan, Object[] row) throws LoadException {
        if (!plan.isPrimaryKey()) {
            return;
        }
        int keys = plan.keyColumns();
        int bytes = 0;
        for (int i = 0; i < keys; i++) {
            bytes += encodedBytes(row[i], i == keys - 1);
        }
        if (bytes > MAX_BYTES) {
            throw new LoadException(StatusCode.CANCELLED, "primary key size exceed the limit.");
        }
    }

    private static int encodedBytes(Object value, boolean isLast) {
        if (value instanceof String text) {
            int bytes = Utf8.length(text);
            return isLast ? bytes : bytes + zeroBytes(text) + TERMINATOR_BYTES;
        }
        if (value instanceof BigInteger) {
            return LARGEINT_BYTES;
        }
        if (value instanceof Boolean) {
            return 1;
        }
        return value instanceof Integer || value instanceof LocalDate ? Integer.BYTES : Long.BYTES;
    }

    private static int zeroBytes(String text) {
        return (int) text.chars().filter(c -> c == 0).count();
    }
}
