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

/**
 * The frontend's limits for transactions.
 *
 * @param labelsKept finished transactions that a database remembers (label_keep_max_num)
 * @param runningPerDatabase transactions that may run in a database (max_running_txn_num_per_db)
 * @param preparedTimeout how long a PREPARED transaction may stay
 *     (prepared_transaction_default_timeout_second)
 */
public record TransactionSettings(
        int labelsKept, int runningPerDatabase, Duration preparedTimeout) {

    /**
     * The longest lifetime that a client may ask for, in seconds (max_stream_load_timeout_second).
     */
    static final long MAX_TIMEOUT_SECONDS = 259_200;

    public static TransactionSettings defaults() {
        return new TransactionSettings(1000, 1000, Duration.ofDays(1));
    }
}
