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

import io.cdcpipelines.starrocks.core.load.ServerReport;
import io.cdcpipelines.starrocks.core.load.ServerReport.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Finds servers that a pipeline needs and cannot use. Stateless. */
final class NetworkChecks {

    private NetworkChecks() {}

    static List<Finding> of(PipelineSettings settings, ClusterFacts facts) {
        List<Finding> findings = new ArrayList<>();
        boolean isLoginRefused =
                any(facts.loadPorts(), Outcome.DENIED) || any(facts.queryPorts(), Outcome.DENIED);
        if (isLoginRefused) {
            findings.add(
                    Finding.error(
                            "StarRocks refuses user '"
                                    + settings.connection().username()
                                    + "' at "
                                    + servers(facts, Outcome.DENIED),
                            "check username and password"));
        }
        port(facts.loadPorts(), "load-url", "HTTP port of a frontend (8030 by default)", findings);
        port(
                facts.queryPorts(),
                "jdbc-url",
                "query port of a frontend (9030 by default)",
                findings);
        facts.loadPorts().stream()
                .filter(report -> report.outcome() == Outcome.INSECURE)
                .forEach(report -> findings.add(insecure(report)));
        backends(facts.backends(), findings);
        return findings;
    }

    private static boolean any(List<ServerReport> reports, Outcome outcome) {
        return reports.stream().anyMatch(report -> report.outcome() == outcome);
    }

    private static String servers(ClusterFacts facts, Outcome outcome) {
        List<String> servers = new ArrayList<>();
        for (List<ServerReport> reports : List.of(facts.loadPorts(), facts.queryPorts())) {
            reports.stream()
                    .filter(report -> report.outcome() == outcome)
                    .forEach(report -> servers.add(report.server()));
        }
        return String.join(", ", servers);
    }

    /** Frontends stand in for each other: one that cannot be used is no obstacle. */
    private static void port(
            List<ServerReport> reports, String option, String port, List<Finding> findings) {
        boolean isUsable =
                reports.stream()
                        .anyMatch(
                                report ->
                                        report.answers()
                                                || report.outcome() == Outcome.DENIED
                                                || report.outcome() == Outcome.INSECURE);
        for (ServerReport report : reports) {
            if (report.outcome() == Outcome.STRANGER) {
                findings.add(
                        finding(
                                isUsable,
                                report.server()
                                        + " of "
                                        + option
                                        + " is no frontend of StarRocks: "
                                        + report.text(),
                                "give the " + port));
            } else if (report.outcome() == Outcome.UNREACHABLE) {
                findings.add(
                        finding(
                                isUsable,
                                report.server()
                                        + " of "
                                        + option
                                        + " cannot be reached from here: "
                                        + report.text(),
                                "start it, or check that it is the "
                                        + port
                                        + " and that no firewall is between"));
            }
        }
    }

    private static Finding finding(boolean isUsable, String text, String cure) {
        return isUsable ? Finding.warning(text, cure) : Finding.error(text, cure);
    }

    private static Finding insecure(ServerReport report) {
        return Finding.error(
                report.server() + " leads out of TLS: " + report.text(),
                "map the address that it names to an https:// one with"
                        + " sink.backend-address-mapping, or to an http:// one if rows and password"
                        + " may travel unencrypted there; sink.tls.allow-plain-redirects: true"
                        + " allows all of them");
    }

    private static void backends(List<ServerReport> reports, List<Finding> findings) {
        boolean isUsable = reports.stream().anyMatch(ServerReport::answers);
        for (ServerReport report : reports) {
            if (report.outcome() == Outcome.INSECURE) {
                findings.add(insecure(report));
            } else if (report.outcome() == Outcome.NAMES_NOBODY) {
                findings.add(
                        Finding.error(
                                "StarRocks has no backend for loads: " + report.text(),
                                "start a backend; SHOW BACKENDS tells why one is not alive"));
            } else if (report.outcome() == Outcome.UNREACHABLE) {
                findings.add(
                        finding(
                                isUsable,
                                "Backend "
                                        + report.server()
                                        + ", to which loads are redirected, cannot be reached from"
                                        + " here: "
                                        + report.text(),
                                "let Flink's tasks reach the HTTP port of every backend (8040 by"
                                        + " default), or map its address with"
                                        + " sink.backend-address-mapping"));
            }
        }
    }
}
