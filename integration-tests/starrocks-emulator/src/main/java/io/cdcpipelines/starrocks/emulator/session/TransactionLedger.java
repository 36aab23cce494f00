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

package io.cdcpipelines.starrocks.emulator.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The load transactions of the cluster, to be read by statements. Thread-safe. */
public interface TransactionLedger {

    /**
     * A transaction at one moment.
     *
     * @param status such as {@code PREPARED} or {@code VISIBLE}
     * @param reason why it was aborted, else empty
     */
    record Entry(
            long id,
            long databaseId,
            long tableId,
            String label,
            String coordinator,
            String status,
            Instant prepareTime,
            Optional<Instant> commitTime,
            Optional<Instant> finishTime,
            String reason,
            Duration timeout) {}

    List<Entry> running(long databaseId);

    List<Entry> finished(long databaseId);

    Optional<Entry> find(long transactionId);

    /** A cluster without transactions. */
    static TransactionLedger empty() {
        return new TransactionLedger() {
            @Override
            public List<Entry> running(long databaseId) {
                return List.of();
            }

            @Override
            public List<Entry> finished(long databaseId) {
                return List.of();
            }

            @Override
            public Optional<Entry> find(long transactionId) {
                return Optional.empty();
            }
        };
    }
}
