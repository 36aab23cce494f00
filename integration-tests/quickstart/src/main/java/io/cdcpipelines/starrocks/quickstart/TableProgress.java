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

package io.cdcpipelines.starrocks.quickstart;

import java.time.Duration;
import java.util.Map;

/**
 * How far the pipeline is with one table.
 *
 * @param rowsRead changes that the sink received
 * @param upserts upserts that StarRocks acknowledged
 * @param deletes deletes that StarRocks acknowledged
 * @param loads loads that StarRocks acknowledged
 * @param lag for how long the oldest row that is not visible yet has been in the sink
 */
record TableProgress(
        String table, long rowsRead, long upserts, long deletes, long loads, Duration lag) {

    /** Of the counters that the sink keeps for the table; what is not there yet is zero. */
    static TableProgress of(String table, Map<String, Long> counters) {
        return new TableProgress(
                table,
                counters.getOrDefault("rowsReceived", 0L),
                counters.getOrDefault("upserts", 0L),
                counters.getOrDefault("deletes", 0L),
                counters.getOrDefault("loads", 0L),
                Duration.ofMillis(counters.getOrDefault("lagMs", 0L)));
    }
}
