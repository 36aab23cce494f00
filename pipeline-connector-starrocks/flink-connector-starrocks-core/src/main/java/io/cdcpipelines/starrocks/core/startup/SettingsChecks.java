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

package io.cdcpipelines.starrocks.core.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds settings of a pipeline that disagree, without asking anybody. Stateless. */
public final class SettingsChecks {

    private SettingsChecks() {}

    /** What is wrong with the settings, in a fixed order. */
    public static List<Finding> of(PipelineSettings settings) {
        List<Finding> findings = new ArrayList<>();
        settings.rpcTimeout().ifPresent(rpc -> schemaChanges(settings, rpc, findings));
        settings.checkpoints().ifPresent(times -> checkpoints(settings, times, findings));
        security(settings, findings);
        return findings;
    }

    private static void schemaChanges(
            PipelineSettings settings, Duration rpcTimeout, List<Finding> findings) {
        if (settings.schemaChangeTimeout().compareTo(rpcTimeout) > 0) {
            findings.add(
                    Finding.warning(
                            "A schema change may take "
                                    + shown(settings.schemaChangeTimeout())
                                    + " (table.schema-change.timeout), and Flink CDC gives up after "
                                    + shown(rpcTimeout)
                                    + ": a longer one restarts the job",
                            "set schema-operator.rpc-timeout in the pipeline block to at least the"
                                    + " same time"));
        }
    }

    private static void checkpoints(
            PipelineSettings settings, CheckpointTimes times, List<Finding> findings) {
        if (settings.retry().totalTime().compareTo(times.timeout()) >= 0) {
            findings.add(
                    Finding.warning(
                            "A request is tried again for "
                                    + shown(settings.retry().totalTime())
                                    + " (sink.retry.max-time), and a checkpoint fails after "
                                    + shown(times.timeout())
                                    + " (execution.checkpointing.timeout)",
                            "lower the first or raise the second"));
        }
        if (settings.isExactlyOnce()) {
            openTransactions(settings, times, findings);
        }
    }

    private static void openTransactions(
            PipelineSettings settings, CheckpointTimes times, List<Finding> findings) {
        Duration timeout = settings.load().timeout();
        if (times.interval().compareTo(timeout) >= 0) {
            findings.add(
                    Finding.error(
                            "sink.semantic: exactly-once keeps transactions open from one checkpoint"
                                    + " to the next, for "
                                    + times.interval().toMillis()
                                    + " ms, and StarRocks ends them after "
                                    + timeout.toMillis()
                                    + " ms",
                            "raise sink.properties.timeout, or lower"
                                    + " execution.checkpointing.interval"));
        } else if (times.longestPeriod().compareTo(timeout) > 0) {
            findings.add(
                    Finding.warning(
                            "A checkpoint may be complete only "
                                    + shown(times.longestPeriod())
                                    + " after the one before, and StarRocks ends transactions after "
                                    + shown(timeout)
                                    + " (sink.properties.timeout)",
                            "raise sink.properties.timeout above the sum of"
                                    + " execution.checkpointing.interval and"
                                    + " execution.checkpointing.timeout"));
        }
    }

    private static void security(PipelineSettings settings, List<Finding> findings) {
        boolean isVerified =
                settings.connection().tls().hasOwnAuthorities()
                        || settings.jdbc().driverProperties().keySet().stream()
                                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("sslmode"));
        if (settings.connection().isSecure() && !isVerified) {
            findings.add(
                    Finding.warning(
                            "Loads go over TLS, and jdbc-url asks for none: schema changes may travel"
                                    + " unencrypted, or to somebody else",
                            "set sink.tls.ca-file, or add ?sslMode=VERIFY_IDENTITY to jdbc-url"
                                    + " (?sslMode=DISABLED if that is meant)"));
        }
    }

    /** As users write durations. */
    static String shown(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + " s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + " h" : seconds / 60 + " min";
    }
}
