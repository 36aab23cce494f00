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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarksTest {
    private final StringWriter err = new StringWriter();

    @TempDir private Path directory;

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--results=" + directory.resolve("results.json"));
        arguments.addAll(List.of("--connector=c.jar", "--incumbent=i.jar", "--distribution=d"));
        CommandLine command = Benchmarks.commandLine();
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(new String[0]));
    }

    @Test
    void saysWhichScenariosThereAre() {
        assertThat(run("--scenario=eleven-columns")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'eleven-columns'")
                .contains("ten-columns, three-columns", "thousand-tables");
    }

    @Test
    void refusesLessThanOneRun() {
        assertThat(run("--runs=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--runs");
    }
}
