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

package io.cdcpipelines.starrocks.benchmarks.report;

import static io.cdcpipelines.starrocks.benchmarks.report.Claim.Direction.AT_LEAST;
import static io.cdcpipelines.starrocks.benchmarks.report.Claim.Direction.AT_MOST;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR_256M;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.ENCODER;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT_PLAIN;

import java.util.ArrayList;
import java.util.List;

/** What the project promises of its speed. Stateless. */
final class Claims {
    private static final String WIDE = "ten-columns";
    private static final String MANY = "thousand-tables";

    private Claims() {}

    static List<Claim> all() {
        List<Claim> claims = new ArrayList<>(ofOneTable());
        for (Shape shape : Shape.ALL) {
            if (!shape.equals(Shape.TEN_COLUMNS)) {
                claims.add(
                        Claim.ratio(
                                shape.title() + ": rows/s against the incumbent",
                                shape.scenario(),
                                CONNECTOR,
                                INCUMBENT,
                                "rows/s",
                                AT_LEAST,
                                3));
            }
        }
        claims.addAll(ofManyTables());
        claims.addAll(ofMemory("2,000 tables, 256 MB of heap", MemoryBlocks.MANY_ACTIVE));
        claims.addAll(ofMemory("a backend of 1 MB/s, 256 MB of heap", MemoryBlocks.SLOW_BACKEND));
        claims.add(
                Claim.figure(
                        "a backend of 1 MB/s: at full speed again within",
                        MemoryBlocks.SLOW_BACKEND,
                        CONNECTOR_256M,
                        "s to recover",
                        "s",
                        AT_MOST,
                        1));
        claims.add(
                Claim.figure(
                        "2,000 changes/s over 50 tables: 99 % are visible within",
                        "lag", CONNECTOR, "ms lag p99", "ms", AT_MOST, 3000));
        return claims;
    }

    private static List<Claim> ofOneTable() {
        return List.of(
                Claim.ratio(
                        "10 columns: rows/s against the incumbent",
                        WIDE,
                        CONNECTOR,
                        INCUMBENT,
                        "rows/s",
                        AT_LEAST,
                        4),
                Claim.ratio(
                        "10 columns: CPU per row against the incumbent",
                        WIDE,
                        CONNECTOR,
                        INCUMBENT,
                        "ns CPU/row",
                        AT_MOST,
                        0.25),
                Claim.ratio(
                        "10 columns: rows/s against code written for this one table",
                        WIDE,
                        CONNECTOR,
                        ENCODER,
                        "rows/s",
                        AT_LEAST,
                        0.55),
                Claim.ratio(
                        "10 columns: rows/s with 256 MB of heap against the JVM's default",
                        WIDE,
                        CONNECTOR_256M,
                        CONNECTOR,
                        "rows/s",
                        AT_LEAST,
                        0.9),
                Claim.figure(
                        "10 columns: memory allocated",
                        WIDE,
                        CONNECTOR,
                        "B allocated/row",
                        "B/row",
                        AT_MOST,
                        64),
                Claim.figure(
                        "10 columns: heap in use",
                        WIDE,
                        CONNECTOR,
                        "peak heap MB",
                        "MB",
                        AT_MOST,
                        256));
    }

    private static List<Claim> ofManyTables() {
        return List.of(
                Claim.ratio(
                        "1,000 tables, 5 flushes: time of the incumbent against this connector's",
                        MANY,
                        INCUMBENT,
                        CONNECTOR,
                        "seconds",
                        AT_LEAST,
                        20),
                Claim.ratio(
                        "1,000 tables, 5 flushes: the same without the incumbent's transactions",
                        MANY,
                        INCUMBENT_PLAIN,
                        CONNECTOR,
                        "seconds",
                        AT_LEAST,
                        10),
                Claim.figure(
                        "1,000 tables: loads that are sent",
                        MANY,
                        CONNECTOR,
                        "loads",
                        "loads",
                        AT_MOST,
                        5_000),
                Claim.figure(
                        "1,000 tables: different rows that arrive, of 25,000",
                        MANY,
                        CONNECTOR,
                        "distinct rows arrived",
                        "rows",
                        AT_LEAST,
                        25_000),
                Claim.figure(
                        "1,000 tables: TCP connections once warm",
                        MANY,
                        CONNECTOR,
                        "connections once warm",
                        "connections",
                        AT_MOST,
                        8));
    }

    private static List<Claim> ofMemory(String surroundings, String scenario) {
        return List.of(
                Claim.figure(
                        surroundings + ": buffers, with a budget of 150 MB",
                        scenario,
                        CONNECTOR_256M,
                        "buffer peak MB",
                        "MB",
                        AT_MOST,
                        150),
                Claim.figure(
                        surroundings + ": heap in use",
                        scenario,
                        CONNECTOR_256M,
                        "peak heap MB",
                        "MB",
                        AT_MOST,
                        256));
    }
}
