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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import java.util.List;

/**
 * What a thread of a TaskManager works for, told by its name as Linux keeps it: the first 15
 * characters.
 */
enum ThreadRole {
    /** Reads rows and the binlog from MySQL. */
    SOURCE_READER("source reader", "Source Data Fet", "debezium-", "blc-"),
    /** Makes events of them, follows their schema and sends them to the sink's task. */
    SOURCE_TASK("source task", "Source: "),
    /** Receives events and makes load data of them. */
    SINK_TASK("sink task", "PostPartition", "Sink Writer"),
    /** Sends it. */
    SINK_IO("sink I/O", "starrocks-", "StarRocks-", "I/O client disp"),
    GARBAGE_COLLECTOR("GC", "GC Thread#", "G1 "),
    COMPILER("JIT", "C1 Compiler", "C2 Compiler"),
    REST("rest");

    private static final List<ThreadRole> ROLES = List.of(values());

    private final String title;
    private final List<String> beginnings;

    ThreadRole(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    static ThreadRole of(String threadName) {
        return ROLES.stream()
                .filter(role -> role.beginnings.stream().anyMatch(threadName::startsWith))
                .findFirst()
                .orElse(REST);
    }

    /** As figures name it. */
    String title() {
        return title;
    }
}
