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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.ShopDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A TaskManager that is killed costs time and nothing else. */
@ExtendWith(SharedServers.class)
class RecoveryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ORDERS = 20_000;
    private static final String LARGEST_TABLE = "shop.order_items";

    private final Servers servers;

    RecoveryIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void losesNothingWhenTaskManagersAreKilled() throws SQLException {
        ShopDatabase shop = new ShopDatabase(servers.mySql());
        shop.create();
        shop.fill(ORDERS);
        servers.starRocks().execute("DROP DATABASE IF EXISTS shop");

        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                // Many small pieces, so that the snapshot takes longer than a
                                // checkpoint.
                                .with("source", "scan.incremental.snapshot.chunk.size", 1000)
                                .with("source", "scan.snapshot.fetch.size", 500));
        try {
            ShopPipeline pipeline = ShopPipeline.keepingNames(servers, job);
            killInTheMiddleOfTheSnapshot(pipeline, job);
            pipeline.awaitEqual("after a kill in the snapshot phase");
            pipeline.awaitBinlogPhase();

            killUnderTraffic(shop, job);
            pipeline.awaitEqual("after a kill in the binlog phase");
        } finally {
            job.cancel();
        }
    }

    /**
     * Kills while the pieces of the largest table are read, once rows of it have arrived: between
     * two tables the next one waits to be created, and Flink CDC 3.2 waits forever for a schema
     * change during which a TaskManager was lost.
     */
    private void killInTheMiddleOfTheSnapshot(ShopPipeline pipeline, FlinkJob job)
            throws SQLException {
        job.awaitWhileAlive(
                "a checkpoint completes while rows of the largest table arrive",
                PATIENCE,
                () ->
                        job.completedCheckpoints() > 0
                                && TargetTables.count(servers.starRocks(), LARGEST_TABLE, "true")
                                        > 0);
        assertThat(pipeline.arrivedRows())
                .as("rows that arrived before the kill")
                .isLessThan(pipeline.sourceRows());
        killAndReplaceTaskManager(job);
    }

    private void killUnderTraffic(ShopDatabase shop, FlinkJob job) throws SQLException {
        shop.traffic(0);
        long checkpoints = job.completedCheckpoints();
        job.awaitWhileAlive(
                "a checkpoint completes in the binlog phase",
                PATIENCE,
                () -> job.completedCheckpoints() > checkpoints);
        shop.traffic(1);
        changeSchema(job);
        shop.traffic(2);
        killAndReplaceTaskManager(job);
        shop.traffic(3);
    }

    /**
     * Returns once a row of the new schema has arrived: Flink CDC 3.2 waits forever for a schema
     * change during which a TaskManager was lost, whatever the sink does.
     */
    private void changeSchema(FlinkJob job) throws SQLException {
        servers.mySql()
                .execute(ShopDatabase.SCHEMA_CHANGES.get(1).statements().toArray(String[]::new));
        servers.mySql().execute("UPDATE shop.customers SET segment = 4711 WHERE id = 1");
        job.awaitWhileAlive(
                "a row of the new schema arrives",
                PATIENCE,
                () ->
                        TargetTables.hasColumn(servers.starRocks(), "shop.customers", "segment")
                                && TargetTables.count(
                                                servers.starRocks(),
                                                "shop.customers",
                                                "segment = 4711")
                                        == 1);
    }

    private void killAndReplaceTaskManager(FlinkJob job) {
        long restores = job.restores();
        servers.flink().killTaskManager();
        servers.flink().startTaskManager();
        job.awaitWhileAlive(
                "the job is restored from a checkpoint",
                PATIENCE,
                () -> job.restores() > restores && job.isFullyRunning());
    }
}
