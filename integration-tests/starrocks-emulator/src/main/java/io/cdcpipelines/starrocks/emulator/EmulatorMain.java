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

package io.cdcpipelines.starrocks.emulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The emulator as a program: starts, says how to reach it, and runs until it is stopped. */
@Command(
        name = "starrocks-emulator",
        mixinStandardHelpOptions = true,
        version = "starrocks-emulator 0.1.0",
        sortOptions = false,
        description = "Speaks StarRocks' MySQL and HTTP protocols, and keeps its rows in memory.")
public final class EmulatorMain implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "<version>",
            defaultValue = "3.5",
            converter = ProfileConverter.class,
            description = "The StarRocks version to be: 3.3 or 3.5 (default: ${DEFAULT-VALUE}).")
    private VersionProfile profile;

    @Option(
            names = "--host",
            paramLabel = "<address>",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on, which redirects name too (default:"
                            + " ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--fe-mysql-port",
            paramLabel = "<port>",
            defaultValue = "9030",
            description = "The frontend's MySQL port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int mysqlPort;

    @Option(
            names = "--fe-http-port",
            paramLabel = "<port>",
            defaultValue = "8030",
            description = "The frontend's HTTP port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--be-http-ports",
            paramLabel = "<port>",
            split = ",",
            defaultValue = "8040",
            description = "The HTTP ports of one to three backends (default: ${DEFAULT-VALUE}).")
    private List<Integer> backendPorts;

    @Option(
            names = "--followers",
            paramLabel = "<count>",
            defaultValue = "0",
            description = "Frontends besides the leader (default: ${DEFAULT-VALUE}).")
    private int followers;

    @Option(
            names = "--root-password",
            paramLabel = "<password>",
            defaultValue = "",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "The password of root (default: none).")
    private String rootPassword;

    @Option(
            names = "--alter-interval-ms",
            paramLabel = "<ms>",
            defaultValue = "10000",
            description =
                    "The time between two rounds of schema-change jobs (default:"
                            + " ${DEFAULT-VALUE}, as a frontend has it).")
    private long alterIntervalMillis;

    @Option(
            names = "--publish-delay-ms",
            paramLabel = "<ms>",
            defaultValue = "0",
            description = "How long committed rows stay invisible (default: ${DEFAULT-VALUE}).")
    private long publishDelayMillis;

    @Option(
            names = "--discard-loads",
            description = "Only count the bytes of loads: for measuring clients.")
    private boolean isDiscardingLoads;

    /** Reads a version as users write it. */
    private static final class ProfileConverter implements ITypeConverter<VersionProfile> {
        @Override
        public VersionProfile convert(String version) {
            return switch (version) {
                case "3.3" -> VersionProfile.V3_3;
                case "3.5" -> VersionProfile.V3_5;
                default ->
                        throw new CommandLine.TypeConversionException(
                                "'" + version + "' is not one of 3.3, 3.5");
            };
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EmulatorMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (backendPorts.isEmpty() || backendPorts.size() > 3) {
            throw new ParameterException(
                    spec.commandLine(), "--be-http-ports takes one to three ports");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StarRocksEmulator emulator = start()) {
            out.print(greeting(emulator));
            out.flush();
            awaitShutdown();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private StarRocksEmulator start() throws IOException {
        StarRocksEmulator.Builder builder =
                StarRocksEmulator.builder()
                        .profile(profile)
                        .host(host)
                        .fePort(mysqlPort)
                        .feHttpPort(httpPort)
                        .backendPorts(backendPorts)
                        .followers(followers)
                        .rootPassword(rootPassword)
                        .alterTick(Duration.ofMillis(alterIntervalMillis))
                        .publishDelay(Duration.ofMillis(publishDelayMillis));
        return isDiscardingLoads ? builder.discardLoads().start() : builder.start();
    }

    /** What a user needs to know to reach the cluster; the password is not repeated. */
    private String greeting(StarRocksEmulator emulator) {
        String password = rootPassword.isEmpty() ? "" : " -p";
        return String.join(
                System.lineSeparator(),
                "StarRocks " + profile.version() + " (emulated) is up. Rows live in memory only.",
                "",
                "  SQL:          mysql -h"
                        + host
                        + " -P"
                        + emulator.mysqlPort()
                        + " -uroot"
                        + password,
                "  JDBC:         " + emulator.jdbcUrl(),
                "  Stream Load:  http://" + emulator.loadUrl() + "/api/<db>/<table>/_stream_load",
                "  Backends:     " + String.join(", ", emulator.backendUrls()),
                "",
                "  In a Flink CDC pipeline:",
                "",
                "    sink:",
                "      type: starrocks",
                "      jdbc-url: " + emulator.jdbcUrl(),
                "      load-url: " + emulator.loadUrl(),
                "      username: root",
                "      password: " + (rootPassword.isEmpty() ? "\"\"" : "<the password of root>"),
                "      table.create.properties.replication_num: 1",
                "",
                "Ctrl-C ends it.",
                "");
    }

    private static void awaitShutdown() throws InterruptedException {
        CountDownLatch shutdown = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::countDown, "emulator-shutdown"));
        shutdown.await();
    }
}
