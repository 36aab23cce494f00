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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts what comes, and keeps the bodies of loads if told so. Thread-safe: all share it. */
final class Ledger {

    private record Load(String table, byte[] body) {}

    private final List<Load> kept = new ArrayList<>();
    private boolean isKeeping;
    private long connections;
    private long allConnections;
    private long openConnections;
    private long requests;
    private long loads;
    private long bytes;

    /** Forgets what came so far. */
    synchronized void reset(boolean keepLoads) {
        isKeeping = keepLoads;
        kept.clear();
        connections = 0;
        requests = 0;
        loads = 0;
        bytes = 0;
    }

    synchronized boolean isKeeping() {
        return isKeeping;
    }

    synchronized void opened() {
        connections++;
        allConnections++;
        openConnections++;
    }

    synchronized void closed() {
        openConnections--;
    }

    synchronized void request() {
        requests++;
    }

    synchronized void load(long length) {
        loads++;
        bytes += length;
    }

    synchronized void load(String table, byte[] body) {
        load(body.length);
        kept.add(new Load(table, body));
    }

    /** Reads the rows of all loads that were kept. */
    synchronized Counters counters() throws IOException {
        RowCount rows = new RowCount();
        for (Load load : kept) {
            rows.add(load.table(), load.body());
        }
        return new Counters(
                connections,
                allConnections,
                openConnections,
                requests,
                loads,
                bytes,
                rows.rows(),
                rows.distinctRows());
    }
}
