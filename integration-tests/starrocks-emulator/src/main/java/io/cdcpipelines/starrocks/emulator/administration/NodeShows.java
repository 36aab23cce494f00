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

package io.cdcpipelines.starrocks.emulator.administration;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import io.cdcpipelines.starrocks.emulator.session.ClusterNodes;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** SHOW of frontends, backends and compute nodes. Thread-safe. */
final class NodeShows {
    static final String FRONTEND_NAME = "127.0.0.1_9010_emulator";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String EDIT_LOG_PORT = "9010";
    private static final String FRONTEND_RPC_PORT = "9020";

    private final Cluster cluster;
    private final ClusterNodes nodes;
    private final Instant start;

    NodeShows(Cluster cluster, ClusterNodes nodes) {
        this.cluster = cluster;
        this.nodes = nodes;
        this.start = cluster.clock().instant();
    }

    /** A moment as SHOW prints it. */
    static String time(Clock clock, Instant moment) {
        return TIME.format(LocalDateTime.ofInstant(moment, clock.getZone()));
    }

    private String now() {
        return time(cluster.clock(), cluster.clock().instant());
    }

    private String startTime() {
        return time(cluster.clock(), start);
    }

    private String version() {
        return SystemVariables.versionText(cluster.profile());
    }

    StatementResult frontends() {
        ResultRows rows =
                new ResultRows(
                        "Id",
                        "Name",
                        "IP",
                        "EditLogPort",
                        "HttpPort",
                        "QueryPort",
                        "RpcPort",
                        "Role",
                        "ClusterId",
                        "Join",
                        "Alive",
                        "ReplayedJournalId",
                        "LastHeartbeat",
                        "IsHelper",
                        "ErrMsg",
                        "StartTime",
                        "Version");
        rows.add(
                "1",
                FRONTEND_NAME,
                nodes.host(),
                EDIT_LOG_PORT,
                Integer.toString(nodes.frontendHttpPort()),
                Integer.toString(nodes.frontendMysqlPort()),
                FRONTEND_RPC_PORT,
                "LEADER",
                "1",
                "true",
                "true",
                "1",
                now(),
                "true",
                "",
                startTime(),
                version());
        return rows.result();
    }

    StatementResult backends() {
        ResultRows rows =
                new ResultRows(
                        "BackendId",
                        "IP",
                        "HeartbeatPort",
                        "BePort",
                        "HttpPort",
                        "BrpcPort",
                        "LastStartTime",
                        "LastHeartbeat",
                        "Alive",
                        "SystemDecommissioned",
                        "ClusterDecommissioned",
                        "TabletNum",
                        "DataUsedCapacity",
                        "AvailCapacity",
                        "TotalCapacity",
                        "UsedPct",
                        "MaxDiskUsedPct",
                        "ErrMsg",
                        "Version",
                        "Status",
                        "DataTotalCapacity",
                        "DataUsedPct",
                        "CpuCores",
                        "MemLimit",
                        "NumRunningQueries",
                        "MemUsedPct",
                        "CpuUsedPct",
                        "DataCacheMetrics",
                        "Location",
                        "StatusCode");
        List<Long> alive = cluster.aliveBackendIds();
        for (int i = 0; i < cluster.backendIds().size(); i++) {
            long id = cluster.backendIds().get(i);
            rows.add(
                    Long.toString(id),
                    nodes.host(),
                    "9050",
                    "9060",
                    Integer.toString(nodes.backendHttpPorts().get(i)),
                    "8060",
                    startTime(),
                    now(),
                    Boolean.toString(alive.contains(id)),
                    "false",
                    "false",
                    "0",
                    "0.000 B",
                    "1.000 TB",
                    "1.000 TB",
                    "0.00 %",
                    "0.00 %",
                    "",
                    version(),
                    "{\"lastSuccessReportTabletsTime\":\"" + now() + "\"}",
                    "1.000 TB",
                    "0.00 %",
                    Integer.toString(Runtime.getRuntime().availableProcessors()),
                    "1.000 GB",
                    "0",
                    "0.00 %",
                    "0.0 %",
                    "Status: Normal, DiskUsage: 0B/0B, MemUsage: 0B/0B",
                    "",
                    alive.contains(id) ? "OK" : "DISCONNECTED");
        }
        return rows.result();
    }

    /** A cluster with local storage has none. */
    StatementResult computeNodes() {
        return new ResultRows(
                        "ComputeNodeId",
                        "IP",
                        "HeartbeatPort",
                        "BePort",
                        "HttpPort",
                        "BrpcPort",
                        "LastStartTime",
                        "LastHeartbeat",
                        "Alive",
                        "SystemDecommissioned",
                        "ClusterDecommissioned",
                        "ErrMsg",
                        "Version",
                        "CpuCores",
                        "MemLimit",
                        "NumRunningQueries",
                        "MemUsedPct",
                        "CpuUsedPct",
                        "DataCacheMetrics",
                        "HasStoragePath",
                        "StatusCode")
                .result();
    }
}
