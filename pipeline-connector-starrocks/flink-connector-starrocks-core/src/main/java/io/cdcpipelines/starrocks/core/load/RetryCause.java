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

package io.cdcpipelines.starrocks.core.load;

/** Why a request is sent another time: what retries are counted by. */
public enum RetryCause {
    /** No connection to a frontend or backend. */
    UNREACHABLE("unreachable"),
    /** The connection broke before the answer was complete, or no answer came in time. */
    NO_ANSWER("noAnswer"),
    /** The server failed, perhaps after the deed: HTTP 5xx, a backend that could not ask. */
    UNDECIDED("undecided"),
    /** The answer is not one of StarRocks, or not one to this question. */
    ODD_ANSWER("oddAnswer"),
    TOO_MANY_VERSIONS("tooManyVersions"),
    /** As many transactions or loads are under way as may be. */
    LIMIT_REACHED("limitReached"),
    LOCKED("locked"),
    /** Short of memory, or closed for loads. */
    OVERLOADED("overloaded"),
    NO_LEADER("noLeader"),
    NO_BACKEND("noBackend"),
    /** The label or its transaction is busy with an earlier request. */
    LABEL_IN_USE("labelInUse"),
    /** The server asked has no such transaction, or has aborted it. */
    LOST_TRANSACTION("lostTransaction");

    private final String metricName;

    RetryCause(String metricName) {
        this.metricName = metricName;
    }

    /** In the manner of Flink's metrics. */
    public String metricName() {
        return metricName;
    }
}
