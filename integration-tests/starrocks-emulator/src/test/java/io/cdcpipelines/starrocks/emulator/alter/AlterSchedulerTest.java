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

package io.cdcpipelines.starrocks.emulator.alter;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import io.cdcpipelines.starrocks.emulator.transaction.RunningTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AlterSchedulerTest {

    /** Counts how often a waiting job asks; the job never gets to run. */
    private static final class AskedTransactions implements RunningTransactions {
        private final CountDownLatch asked = new CountDownLatch(3);

        @Override
        public boolean isAnyRunning(long tableId, long watershed) {
            asked.countDown();
            return true;
        }

        @Override
        public long nextTransactionId() {
            return 1;
        }
    }

    private final AskedTransactions transactions = new AskedTransactions();
    private final AlterJobs jobs = jobsWithOneJob(transactions);

    private static AlterJobs jobsWithOneJob(RunningTransactions transactions) {
        Cluster cluster = new Cluster(VersionProfile.V3_5, Clock.systemUTC(), 1);
        Database database = new Database(1, "d");
        cluster.add(database);
        Column key =
                new Column(
                        "id",
                        "id",
                        DataType.of(TypeKind.INT),
                        true,
                        false,
                        false,
                        Optional.empty(),
                        new DefaultValue.None(),
                        "");
        Table table =
                new Table(
                        2,
                        1,
                        "t",
                        "",
                        KeysModel.PRIMARY_KEYS,
                        List.of(key),
                        List.of(),
                        new Table.Distribution(List.of("id"), 1),
                        Optional.empty(),
                        new TreeMap<>(),
                        InMemoryRowStore.create(KeysModel.PRIMARY_KEYS, List.of(key)),
                        cluster.clock().instant());
        database.add(table);
        AlterJobs jobs = new AlterJobs(cluster, transactions, new FaultInjector());
        jobs.submit(table, new SchemaChange(List.of(key), Optional.empty(), Duration.ofDays(1)));
        return jobs;
    }

    @Test
    void ticksAgainAndAgain() throws InterruptedException {
        try (AlterScheduler scheduler = new AlterScheduler(jobs, Duration.ofMillis(1))) {
            scheduler.start();

            assertThat(transactions.asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesAnotherIntervalWhileItWaits() throws InterruptedException {
        try (AlterScheduler scheduler = new AlterScheduler(jobs, Duration.ofDays(1))) {
            scheduler.start();
            scheduler.interval(Duration.ofMillis(1));

            assertThat(transactions.asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
