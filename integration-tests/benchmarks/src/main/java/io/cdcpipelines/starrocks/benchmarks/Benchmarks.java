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

package io.cdcpipelines.starrocks.benchmarks;

import io.cdcpipelines.starrocks.benchmarks.report.Machine;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.benchmarks.report.Report;
import io.cdcpipelines.starrocks.benchmarks.report.ResultsFile;
import io.cdcpipelines.starrocks.benchmarks.report.Versions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures this connector and Flink CDC's own one for StarRocks side by side.",
            "Each measurement runs in processes of its own; contenders take turns, so that a machine"
                    + " that changes its speed changes it for all."
        },
        exitCodeListHeading = "Exit codes:%n",
        subcommands = ReportCommand.class,
        exitCodeList = {
            "0:everything was measured",
            "1:something failed; all else is in the results file",
            "2:the options are wrong"
        })
public final class Benchmarks implements Callable<Integer> {

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "what to measure, may be repeated; default: everything")
    private List<String> wanted = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "how often; default ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--quick",
            description = "do so little that figures say nothing, to see that everything works")
    private boolean quick;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "benchmark-results.json",
            description = "where figures go, and are added if it exists; default ${DEFAULT-VALUE}")
    private Path results;

    @Option(
            names = "--profile",
            paramLabel = "DIRECTORY",
            description = "put a JFR recording of each sink there, which costs some speed")
    private Path profiles;

    @Option(
            names = "--connector",
            paramLabel = "JAR",
            required = true,
            hidden = true,
            description = "the jar of the connector")
    private Path connector;

    @Option(
            names = "--incumbent",
            paramLabel = "JAR",
            required = true,
            hidden = true,
            description = "the jar of Flink CDC's own connector")
    private Path incumbent;

    @Option(
            names = "--distribution",
            paramLabel = "DIRECTORY",
            required = true,
            hidden = true,
            description = "the jars of Flink and Flink CDC")
    private Path distribution;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Benchmarks());
        command.setExecutionExceptionHandler(Benchmarks::explain);
        return command;
    }

    /** What went wrong and why, without the stack that only a developer needs. */
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        tell(failure, command.getErr());
        return 1;
    }

    private static void tell(Exception failure, PrintWriter err) {
        String lead = "Failed: ";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            err.println(lead + cause);
            lead = "  because: ";
        }
        err.flush();
    }

    @Override
    public Integer call() throws Exception {
        if (runs < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--runs must be at least 1");
        }
        Path directory = Files.createTempDirectory("starrocks-benchmarks");
        List<Scenario> scenarios = chosen(Scenarios.in(surroundings(directory)));
        say("Logs go to " + directory + ", figures to " + results.toAbsolutePath());
        ResultsFile file =
                ResultsFile.open(
                        results, Machine.here(), Versions.ofThisBuild(), Clock.systemDefaultZone());
        boolean isComplete = true;
        for (int run = 1; run <= runs; run++) {
            for (Scenario scenario : scenarios) {
                say("Run %d of %d: %s".formatted(run, runs, scenario.name()));
                isComplete &= measure(scenario, run, file);
            }
        }
        say(Report.claims(file.recorded()));
        return isComplete ? 0 : 1;
    }

    /** A failure is told, and does not keep others from being measured. */
    private boolean measure(Scenario scenario, int run, ResultsFile file)
            throws InterruptedException {
        try {
            for (Measurement measurement : scenario.run(run)) {
                file.append(measurement);
                say(line(measurement));
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            tell(e, spec.commandLine().getErr());
            return false;
        }
    }

    private Surroundings surroundings(Path directory) {
        return new Surroundings(
                connector.toAbsolutePath(),
                incumbent.toAbsolutePath(),
                distribution.toAbsolutePath(),
                directory,
                Optional.ofNullable(profiles).map(Path::toAbsolutePath),
                quick ? Surroundings.Effort.QUICK : Surroundings.Effort.FULL);
    }

    private List<Scenario> chosen(List<Scenario> all) {
        List<String> names = all.stream().map(Scenario::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "There is no scenario '"
                                + name
                                + "'; there are "
                                + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario.name()))
                .toList();
    }

    private static String line(Measurement measurement) {
        return measurement.figures().entrySet().stream()
                .map(figure -> number(figure.getValue()) + " " + figure.getKey())
                .collect(Collectors.joining(", ", "  " + measurement.contender() + ": ", ""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
