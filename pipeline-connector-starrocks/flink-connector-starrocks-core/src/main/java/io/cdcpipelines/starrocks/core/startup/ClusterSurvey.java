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

import io.cdcpipelines.starrocks.core.catalog.FrontendProbe;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.load.ClusterProbe;
import io.cdcpipelines.starrocks.core.load.ServerReport;
import io.cdcpipelines.starrocks.core.load.ServerReport.Outcome;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks a cluster all that start-up checks want to know, and changes nothing. Used by one thread;
 * takes a few seconds for each server that does not answer.
 */
public final class ClusterSurvey {

    /** How far to look. */
    public enum Scope {
        /** Which servers answer to loads. */
        NETWORK,
        /** All of it. */
        WHOLE
    }

    /** Databases of StarRocks itself, which no pipeline writes to. */
    private static final Set<String> SYSTEM_DATABASES =
            Set.of("information_schema", "_statistics_", "sys");

    /** Counting tables is a question for each database. */
    private static final int MAX_DATABASES = 50;

    private final PipelineSettings settings;
    private final Ticker ticker;

    public ClusterSurvey(PipelineSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    public ClusterFacts ask(Scope scope) throws InterruptedException {
        ClusterFacts.Builder facts = ClusterFacts.builder();
        askOverHttp(settings.connection(), facts);
        if (scope == Scope.WHOLE) {
            facts.queryPorts(askOverJdbc(settings.jdbc(), facts));
        }
        return facts.build();
    }

    private void askOverHttp(ConnectionConfig connection, ClusterFacts.Builder facts)
            throws InterruptedException {
        try (ClusterProbe probe = new ClusterProbe(connection, ticker)) {
            facts.loadPorts(probe.frontends()).backends(probe.backends());
            probe.backendsAlive().ifPresent(facts::backendsAlive);
        }
    }

    /** The first frontend that answers tells what all of them know. */
    private List<ServerReport> askOverJdbc(JdbcConfig jdbc, ClusterFacts.Builder facts) {
        List<ServerReport> reports = new ArrayList<>();
        boolean isAnswered = false;
        for (String address : jdbc.addresses()) {
            try (FrontendProbe probe = new FrontendProbe(jdbc, address)) {
                ServerVersion version = version(probe);
                if (!isAnswered) {
                    facts.version(version);
                    askForDetails(probe, facts);
                    isAnswered = true;
                }
                reports.add(ServerReport.of(address, Outcome.ANSWERS, ""));
            } catch (StarRocksCatalogException e) {
                reports.add(ServerReport.of(address, outcome(e), reason(e, address)));
            }
        }
        return reports;
    }

    /** A connection that is lost once is no news. */
    private static ServerVersion version(FrontendProbe probe) {
        try {
            return probe.version();
        } catch (StarRocksCatalogException e) {
            if (e.reason() != Reason.UNREACHABLE) {
                throw e;
            }
            return probe.version();
        }
    }

    /** The message goes on about what an address should be, which the finding says too. */
    private static String reason(StarRocksCatalogException failure, String address) {
        String text = failure.getMessage();
        int start = text.lastIndexOf(address + ": ");
        return start < 0 ? text : text.substring(start + address.length() + 2);
    }

    private static Outcome outcome(StarRocksCatalogException failure) {
        if (failure.reason() == Reason.LOGIN_REFUSED) {
            return Outcome.DENIED;
        }
        return failure.reason() == Reason.UNREACHABLE ? Outcome.UNREACHABLE : Outcome.STRANGER;
    }

    private void askForDetails(FrontendProbe probe, ClusterFacts.Builder facts) {
        probe.grants().ifPresent(facts::grants);
        for (String key : ClusterChecks.SETTINGS) {
            probe.setting(key).ifPresent(value -> facts.setting(key, value));
        }
        if (settings.isExactlyOnce()) {
            probe.databases().stream()
                    .filter(database -> !SYSTEM_DATABASES.contains(database))
                    .limit(MAX_DATABASES)
                    .forEach(
                            database ->
                                    probe.tables(database)
                                            .ifPresent(count -> facts.tables(database, count)));
        }
    }
}
