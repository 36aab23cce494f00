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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.EmulatedStarRocks;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The quickstart as a person calls it, only shorter. */
@Timeout(300)
class QuickstartIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(
                List.of(
                        "--pipeline",
                        System.getProperty("yaml-examples") + "/sharded-merge.yaml",
                        "--connector",
                        System.getProperty("connector.jar")));
        CommandLine command = Quickstart.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(new String[0]));
    }

    @Test
    void copiesALivingShopAndProvesIt() {
        int exitCode = run("--orders", "1000", "--seconds", "6");

        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("4,650 rows")
                .contains("ADD COLUMN", "DROP COLUMN", "RENAME COLUMN", "widen")
                .contains("All tables are equal.");
        for (String table : ShopTables.sourcesByTarget().keySet()) {
            assertThat(out.toString())
                    .containsPattern(table + ": \\d+ rows in MySQL, \\d+ in StarRocks, equal");
            assertThat(lastCounters(table)[0]).as("rows read of " + table).isPositive();
            assertThat(lastCounters(table)[1]).as("upserts of " + table).isPositive();
            assertThat(lastCounters(table)[3]).as("loads of " + table).isPositive();
        }
        assertThat(lastCounters("shop.payments")[2]).as("deletes of changed keys").isPositive();
    }

    /** Rows read, upserts, deletes and loads of the table as they were shown last. */
    private long[] lastCounters(String table) {
        Matcher line =
                Pattern.compile(
                                "^ +"
                                        + Pattern.quote(table)
                                        + " +([\\d,]+) +([\\d,]+) +([\\d,]+) +([\\d,]+) +[\\d.]+ s$",
                                Pattern.MULTILINE)
                        .matcher(out.toString());
        long[] counters = new long[4];
        while (line.find()) {
            for (int i = 0; i < counters.length; i++) {
                counters[i] = Long.parseLong(line.group(i + 1).replace(",", ""));
            }
        }
        return counters;
    }

    /** With the 4.65 rows per order that a run prints. */
    @Test
    void startsWithMoreThanTwoHundredThousandRowsUnlessToldOtherwise() {
        String orders =
                Quickstart.commandLine().getCommandSpec().findOption("--orders").defaultValue();
        assertThat(Long.parseLong(orders) * 4.65).isGreaterThan(200_000);
    }

    @Test
    void leavesDatabasesOfOthersAlone(@TempDir Path directory) throws Exception {
        try (MySqlServer mysql = MySqlServer.in(directory).start();
                EmulatedStarRocks starRocks = EmulatedStarRocks.start()) {
            starRocks.execute("CREATE DATABASE shop");

            int exitCode =
                    run(
                            "--mysql",
                            mysql.host() + ":" + mysql.port(),
                            "--mysql-user",
                            mysql.user(),
                            "--mysql-password",
                            mysql.password(),
                            "--starrocks-jdbc-url",
                            starRocks.jdbcUrl(),
                            "--starrocks-load-url",
                            starRocks.loadUrl(),
                            "--starrocks-password",
                            starRocks.password());

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString())
                    .contains("there is one already")
                    .doesNotContain(starRocks.password());
        }
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThat(run("--orders", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("--orders must be at least 100");
        assertThat(run("--starrocks-jdbc-url", "jdbc:mysql://fe:9030")).isEqualTo(2);
        assertThat(err.toString()).contains("--starrocks-load-url");
    }
}
