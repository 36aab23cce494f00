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

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.List;
import java.util.Optional;

/**
 * The rule that a load needs more than half of the replicas of each tablet on live backends.
 * Replicas are taken to be on the live backends first, as only their number is known. Stateless.
 */
public final class TabletQuorum {

    private TabletQuorum() {}

    static void require(Cluster cluster, Table table) throws LoadException {
        Optional<String> lost = lost(cluster, table);
        if (lost.isPresent()) {
            throw new LoadException(StatusCode.ANALYSIS_ERROR, lost.get());
        }
    }

    /** What a frontend says when too few replicas of the table are on live backends. */
    public static Optional<String> lost(Cluster cluster, Table table) {
        int replicas = Integer.parseInt(table.properties().get("replication_num"));
        List<Long> alive = cluster.aliveBackendIds();
        int quorum = replicas / 2 + 1;
        int reachable = Math.min(replicas, alive.size());
        if (reachable >= quorum) {
            return Optional.empty();
        }
        StringBuilder text =
                new StringBuilder(
                        "Tablet lost replicas. Check if any backend is down or not. tablet_id: ");
        text.append(table.indexId() + 1).append(", replicas: ");
        List<Long> holders = cluster.backendIds();
        for (long backend : holders.subList(0, Math.min(replicas, holders.size()))) {
            text.append(backend).append(":1/-1/1/0:NORMAL:");
            text.append(alive.contains(backend) ? "ALIVE" : "DEAD").append(',');
        }
        text.append(". Check quorum number failed(OlapTableSink): BeReplicaSize:");
        text.append(reachable).append(", quorum:").append(quorum);
        return Optional.of(text.toString());
    }
}
