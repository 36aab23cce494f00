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

import static io.cdcpipelines.starrocks.core.startup.SettingsChecks.shown;

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what a pipeline wants against what its cluster is and allows. Stateless. */
final class ClusterChecks {
    static final String MAX_TRANSACTIONS = "max_running_txn_num_per_db";
    static final String MAX_LABELS = "label_keep_max_num";
    static final String MAX_LOAD_TIMEOUT = "max_stream_load_timeout_second";
    static final String PREPARED_TIMEOUT = "prepared_transaction_default_timeout_second";
    static final String LOADS_DISABLED = "disable_load_job";

    /** What checks look at, if the user may see it: that takes OPERATE on the system. */
    static final List<String> SETTINGS =
            List.of(
                    MAX_TRANSACTIONS,
                    MAX_LABELS,
                    MAX_LOAD_TIMEOUT,
                    PREPARED_TIMEOUT,
                    LOADS_DISABLED);

    /** StarRocks 3.1 and later, as installed. */
    private static final long USUAL_MAX_TRANSACTIONS = 1000;

    /** StarRocks 2.4 and later, as installed. */
    private static final long USUAL_MAX_LABELS = 1000;

    private static final long USUAL_PREPARED_SECONDS = 86_400;

    /** StarRocks 3.5.4 and later: a parameter of the pipeline that goes before the setting. */
    private static final String OWN_PREPARED_TIMEOUT = "prepared_timeout";

    private ClusterChecks() {}

    static List<Finding> of(PipelineSettings settings, ClusterFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.version().ifPresent(version -> version(settings, version, findings));
        grants(settings, facts, findings);
        replicas(settings, facts, findings);
        limits(settings, facts, findings);
        timeouts(settings, facts, findings);
        if (facts.setting(LOADS_DISABLED).orElse(0) == 1) {
            findings.add(
                    Finding.error(
                            "Loads are switched off in StarRocks (disable_load_job)",
                            "ADMIN SET FRONTEND CONFIG ('disable_load_job' = 'false')"));
        }
        return findings;
    }

    private static void version(
            PipelineSettings settings, ServerVersion version, List<Finding> findings) {
        if (settings.hasTransactions() && !version.hasLoadTransactions()) {
            findings.add(
                    Finding.error(
                            "StarRocks " + version + " has no load transactions",
                            "upgrade to 3.3 or later, or set"
                                    + " sink.at-least-once.use-transaction-stream-load: false with"
                                    + " sink.semantic: at-least-once"));
        } else if (!version.isSupported()) {
            findings.add(
                    Finding.warning(
                            "StarRocks " + version + " is older than 3.3, which nobody has tested",
                            "upgrade to 3.3 or later"));
        }
        if (settings.load().isCompressed() && !version.readsCompressedJson()) {
            findings.add(
                    Finding.error(
                            "StarRocks " + version + " cannot read compressed loads",
                            "remove sink.properties.compression, or upgrade to 3.2.7, 3.3.1 or"
                                    + " later"));
        }
        if (settings.usesNewColumns() && !version.renamesColumns()) {
            findings.add(
                    Finding.warning(
                            "StarRocks "
                                    + version
                                    + " cannot rename columns, which table.on-type-conflict:"
                                    + " new-column needs",
                            "upgrade to 3.3.2 or later, or set table.on-type-conflict: fail"));
        }
        if (settings.load().properties().containsKey(OWN_PREPARED_TIMEOUT)
                && !version.takesPreparedTimeout()) {
            findings.add(
                    Finding.warning(
                            "StarRocks "
                                    + version
                                    + " pays no attention to sink.properties.prepared_timeout",
                            "upgrade to 3.5.4 or later, or set"
                                    + " prepared_transaction_default_timeout_second in StarRocks"));
        }
    }

    private static void grants(
            PipelineSettings settings, ClusterFacts facts, List<Finding> findings) {
        boolean isReadable = facts.version().map(ServerVersion::isSupported).orElse(true);
        if (facts.grants().isEmpty() || !isReadable) {
            return;
        }
        Grants grants = facts.grants().get();
        String user = "'" + settings.connection().username() + "'";
        if (grants.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "StarRocks shows no grant of user " + user,
                            "give it the grants of docs/operations.md, unless privileges are kept"
                                    + " outside of StarRocks"));
            return;
        }
        if (!grants.mayHold("INSERT", "TABLE")) {
            findings.add(
                    Finding.error(
                            "User " + user + " may load into no table",
                            grant(
                                    "SELECT, INSERT, ALTER, DROP ON ALL TABLES IN DATABASE ...",
                                    user)));
        }
        missing(grants, "SELECT", "ON ALL TABLES IN DATABASE ...", "read no table back", user)
                .ifPresent(findings::add);
        missing(grants, "ALTER", "ON ALL TABLES IN DATABASE ...", "alter no table", user)
                .ifPresent(findings::add);
        missing(grants, "CREATE TABLE", "ON DATABASE ...", "create no table", user)
                .ifPresent(findings::add);
        if (settings.usesNewColumns()) {
            missing(
                            grants,
                            "UPDATE",
                            "ON ALL TABLES IN DATABASE ...",
                            "update no table, which table.on-type-conflict: new-column needs",
                            user)
                    .ifPresent(findings::add);
        }
    }

    private static Optional<Finding> missing(
            Grants grants, String privilege, String scope, String consequence, String user) {
        String object = privilege.equals("CREATE TABLE") ? "DATABASE" : "TABLE";
        return grants.mayHold(privilege, object)
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(
                                "User " + user + " may " + consequence,
                                grant(privilege + " " + scope, user)));
    }

    private static String grant(String what, String user) {
        return "GRANT " + what + " TO USER " + user;
    }

    private static void replicas(
            PipelineSettings settings, ClusterFacts facts, List<Finding> findings) {
        if (settings.replicas().isPresent()
                && facts.backendsAlive().isPresent()
                && settings.replicas().getAsInt() > facts.backendsAlive().getAsInt()) {
            findings.add(
                    Finding.warning(
                            "New tables are to have "
                                    + settings.replicas().getAsInt()
                                    + " replicas (replication_num), and StarRocks has "
                                    + facts.backendsAlive().getAsInt()
                                    + " backends alive",
                            "lower table.create.properties.replication_num, or start more"
                                    + " backends"));
        }
    }

    /** Which tables of a database belong to the pipeline is not known before their rows come. */
    private static void limits(
            PipelineSettings settings, ClusterFacts facts, List<Finding> findings) {
        if (!settings.isExactlyOnce()) {
            return;
        }
        long maxTransactions = facts.setting(MAX_TRANSACTIONS).orElse(USUAL_MAX_TRANSACTIONS);
        long maxLabels = facts.setting(MAX_LABELS).orElse(USUAL_MAX_LABELS);
        for (Map.Entry<String, Integer> database : facts.tables().entrySet()) {
            long open = (long) database.getValue() * settings.writersPerTable();
            String many =
                    "With all "
                            + database.getValue()
                            + " tables of database "
                            + database.getKey()
                            + " and "
                            + settings.writersPerTable()
                            + " writers of each, up to "
                            + open
                            + " transactions";
            if (open >= maxTransactions) {
                findings.add(
                        Finding.warning(
                                many
                                        + " are open at once; StarRocks allows "
                                        + maxTransactions
                                        + " (max_running_txn_num_per_db)",
                                "ADMIN SET FRONTEND CONFIG ('max_running_txn_num_per_db' = '"
                                        + 2 * open
                                        + "')"));
            }
            if (open >= maxLabels) {
                findings.add(
                        Finding.warning(
                                many
                                        + " are committed at a checkpoint; StarRocks remembers the"
                                        + " labels of "
                                        + maxLabels
                                        + " (label_keep_max_num), so that a restarted job may not"
                                        + " learn what became of them",
                                "ADMIN SET FRONTEND CONFIG ('label_keep_max_num' = '"
                                        + 10 * open
                                        + "')"));
            }
        }
    }

    private static void timeouts(
            PipelineSettings settings, ClusterFacts facts, List<Finding> findings) {
        Duration load = settings.load().timeout();
        long longest = facts.setting(MAX_LOAD_TIMEOUT).orElse(Long.MAX_VALUE);
        if (load.getSeconds() > longest) {
            findings.add(
                    Finding.error(
                            "StarRocks refuses loads that may take "
                                    + shown(load)
                                    + " (sink.properties.timeout); it allows "
                                    + longest
                                    + " s (max_stream_load_timeout_second)",
                            "lower sink.properties.timeout"));
        }
        if (!settings.isExactlyOnce() || settings.checkpoints().isEmpty()) {
            return;
        }
        Duration prepared = preparedFor(settings, facts);
        Duration checkpoint = settings.checkpoints().get().timeout();
        if (prepared.compareTo(checkpoint) <= 0) {
            findings.add(
                    Finding.error(
                            "StarRocks ends prepared transactions after "
                                    + shown(prepared)
                                    + ", and they wait for a checkpoint that may take "
                                    + shown(checkpoint)
                                    + " (execution.checkpointing.timeout)",
                            "raise prepared_transaction_default_timeout_second in StarRocks, or"
                                    + " sink.properties.prepared_timeout from 3.5.4 on"));
        }
    }

    private static Duration preparedFor(PipelineSettings settings, ClusterFacts facts) {
        String own = settings.load().properties().get(OWN_PREPARED_TIMEOUT);
        boolean isTaken = facts.version().map(ServerVersion::takesPreparedTimeout).orElse(false);
        if (own != null && isTaken && own.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(own));
        }
        return Duration.ofSeconds(facts.setting(PREPARED_TIMEOUT).orElse(USUAL_PREPARED_SECONDS));
    }
}
