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

/**
 * The rule that a load needs more than half of the replicas of each tablet on live backends.
 * Replicas are taken to be on the live backends first, as only their number is known. Stateless.
 */
final class TabletQuorum {

    private TabletQuorum() {}

    static void require(Cluster cluster, Table table) throws LoadException {
        int replicas = Integer.parseInt(table.properties().get("replication_num"));
        List<Long> alive = cluster.aliveBackendIds();
        int quorum = replicas / 2 + 1;
        int reachable = Math.min(replicas, alive.size());
        if (reachable >= quorum) {
            return;
        }
        StringBuilder text =
                new StringBuilder(
                        "Tablet lost replicas. Check if any backend is down or not. tablet_id: ");
        text.append(table.indexId() + 1).append(", replicas: ");
        for (long backend : cluster.backendIds().subList(0, replicas)) {
            text.append(backend).append(":1/-1/1/0:NORMAL:");
            text.append(alive.contains(backend) ? "ALIVE" : "DEAD").append(',');
        }
        text.append(". Check quorum number failed(OlapTableSink): BeReplicaSize:");
        text.append(reachable).append(", quorum:").append(quorum);
        throw new LoadException(StatusCode.ANALYSIS_ERROR, text.toString());
    }
}
