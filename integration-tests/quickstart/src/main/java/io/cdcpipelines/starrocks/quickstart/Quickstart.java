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

import io.cdcpipelines.starrocks.environment.DirectoryTree;
import io.cdcpipelines.starrocks.environment.EmulatedStarRocks;
import io.cdcpipelines.starrocks.environment.ExistingMySql;
import io.cdcpipelines.starrocks.environment.ExistingStarRocks;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the quickstart. */
@Command(
        name = "quickstart.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies a MySQL database into StarRocks with Flink CDC while it changes, and compares both.",
            "Without options it starts a MySQL with a shop database and an emulator of StarRocks."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all tables are equal",
            "1:some table differs, or something failed",
            "2:the options are wrong"
        })
public final class Quickstart implements Callable<Integer> {

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "50000",
            description =
                    "orders in the shop at the start, with 4.65 rows for each; default ${DEFAULT-VALUE}")
    private int orders;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "how long to change rows and schema; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--keep",
            description = "leave everything running at the end and print how to connect")
    private boolean keep;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            required = true,
            hidden = true,
            description = "the pipeline to submit; its addresses and credentials are replaced")
    private Path pipeline;

    @Option(
            names = "--connector",
            paramLabel = "JAR",
            required = true,
            hidden = true,
            description = "the jar of the connector")
    private Path connector;

    @Option(
            names = "--mysql",
            paramLabel = "HOST:PORT",
            description = "use this MySQL (binlog_format ROW) instead of an own one")
    private String mysqlAddress;

    @Option(names = "--mysql-user", paramLabel = "USER", defaultValue = "root")
    private String mysqlUser;

    @Option(
            names = "--mysql-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:MYSQL_PASSWORD:-}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "default: the environment variable MYSQL_PASSWORD")
    private String mysqlPassword;

    @Option(
            names = "--starrocks-jdbc-url",
            paramLabel = "URL",
            description =
                    "use this StarRocks instead of the emulator, as jdbc:mysql://fe:9030; needs --starrocks-load-url")
    private String starRocksJdbcUrl;

    @Option(
            names = "--starrocks-load-url",
            paramLabel = "HOST:PORT",
            description = "HTTP address of its frontend, as fe:8030")
    private String starRocksLoadUrl;

    @Option(names = "--starrocks-user", paramLabel = "USER", defaultValue = "root")
    private String starRocksUser;

    @Option(
            names = "--starrocks-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:STARROCKS_PASSWORD:-}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "default: the environment variable STARROCKS_PASSWORD")
    private String starRocksPassword;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Quickstart());
        command.setExecutionExceptionHandler(Quickstart::explain);
        return command;
    }

    /** What went wrong and why, without the stack that only a developer needs. */
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!message.equals(last)) {
                err.println((last.isEmpty() ? "Failed: " : "  because: ") + message);
            }
            last = message;
        }
        return 1;
    }

    @Override
    public Integer call() throws Exception {
        check();
        ProgressBoard board =
                new ProgressBoard(spec.commandLine().getOut(), System.console() != null);
        Path directory = Files.createTempDirectory("starrocks-quickstart");
        board.say("Files and logs go to " + directory);
        boolean isEqual = demonstrate(directory, board);
        // The next run makes its own; after a failure somebody wants to read the logs.
        if (isEqual) {
            DirectoryTree.delete(directory);
        } else {
            board.say("Logs of MySQL and Flink: " + directory);
        }
        return isEqual ? 0 : 1;
    }

    private boolean demonstrate(Path directory, ProgressBoard board) throws Exception {
        try (SourceDatabase mysql = openMySql(directory, board);
                StarRocksEnvironment starRocks = openStarRocks(board)) {
            Demonstration demonstration =
                    new Demonstration(
                            mysql,
                            starRocks,
                            orders,
                            Duration.ofSeconds(seconds),
                            pipeline,
                            connector,
                            directory,
                            board);
            return demonstration.run(keep);
        }
    }

    private void check() {
        if (orders < 100) {
            throw wrong("--orders must be at least 100");
        }
        if (seconds < 1) {
            throw wrong("--seconds must be at least 1");
        }
        if ((starRocksJdbcUrl == null) != (starRocksLoadUrl == null)) {
            throw wrong("--starrocks-jdbc-url and --starrocks-load-url belong together");
        }
        if (mysqlAddress != null && !mysqlAddress.matches("[^:]+:\\d{1,5}")) {
            throw wrong("--mysql must be HOST:PORT");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private SourceDatabase openMySql(Path directory, ProgressBoard board) {
        if (mysqlAddress == null) {
            board.say("Starting MySQL");
            return MySqlServer.in(directory.resolve("mysql")).start();
        }
        String[] parts = mysqlAddress.split(":");
        return new ExistingMySql(parts[0], Integer.parseInt(parts[1]), mysqlUser, mysqlPassword);
    }

    private StarRocksEnvironment openStarRocks(ProgressBoard board) {
        if (starRocksJdbcUrl == null) {
            board.say("Starting the StarRocks emulator");
            return EmulatedStarRocks.start();
        }
        return new ExistingStarRocks(
                starRocksJdbcUrl, starRocksLoadUrl, starRocksUser, starRocksPassword);
    }
}
