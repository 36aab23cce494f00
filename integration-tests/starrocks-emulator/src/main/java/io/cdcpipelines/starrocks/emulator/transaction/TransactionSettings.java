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

package io.cdcpipelines.starrocks.emulator.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The frontend's limits for transactions. Immutable.
 *
 * @param labelsKept finished transactions that a database remembers (label_keep_max_num)
 * @param labelAge how long they are remembered at most (label_keep_max_second)
 * @param runningPerDatabase transactions that may run in a database (max_running_txn_num_per_db)
 * @param preparedTimeout how long a PREPARED transaction may stay
 *     (prepared_transaction_default_timeout_second)
 * @param defaultTimeoutSeconds the lifetime of who asks for none
 *     (stream_load_default_timeout_second)
 * @param minTimeoutSeconds the shortest lifetime to ask for (min_load_timeout_second)
 * @param maxTimeoutSeconds the longest one (max_stream_load_timeout_second)
 */
public record TransactionSettings(
        int labelsKept,
        Duration labelAge,
        int runningPerDatabase,
        Duration preparedTimeout,
        long defaultTimeoutSeconds,
        long minTimeoutSeconds,
        long maxTimeoutSeconds) {

    /** The configuration keys that {@link #with} understands. */
    public static final List<String> KEYS =
            List.of(
                    "label_keep_max_num",
                    "label_keep_max_second",
                    "max_running_txn_num_per_db",
                    "prepared_transaction_default_timeout_second",
                    "stream_load_default_timeout_second",
                    "min_load_timeout_second",
                    "max_stream_load_timeout_second");

    public static TransactionSettings defaults() {
        return new TransactionSettings(
                1000, Duration.ofDays(3), 1000, Duration.ofDays(1), 600, 1, 259_200);
    }

    /** These settings with another value for one configuration key. */
    public TransactionSettings with(String key, long value) {
        List<Long> values = new ArrayList<>(values());
        values.set(KEYS.indexOf(key), value);
        return of(values);
    }

    private List<Long> values() {
        return List.of(
                (long) labelsKept,
                labelAge.toSeconds(),
                (long) runningPerDatabase,
                preparedTimeout.toSeconds(),
                defaultTimeoutSeconds,
                minTimeoutSeconds,
                maxTimeoutSeconds);
    }

    private static TransactionSettings of(List<Long> values) {
        return new TransactionSettings(
                Math.toIntExact(values.get(0)),
                Duration.ofSeconds(values.get(1)),
                Math.toIntExact(values.get(2)),
                Duration.ofSeconds(values.get(3)),
                values.get(4),
                values.get(5),
                values.get(6));
    }
}
