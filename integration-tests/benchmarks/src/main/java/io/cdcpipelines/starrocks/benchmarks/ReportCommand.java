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

import io.cdcpipelines.starrocks.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes recorded results into the documentation. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts results into docs/benchmarks.md and draws its picture.")
final class ReportCommand implements Callable<Integer> {

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks/results.json",
            description = "what a run has left; default ${DEFAULT-VALUE}")
    private Path results;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks.md",
            description = "the page with the places for tables; default ${DEFAULT-VALUE}")
    private Path page;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks/speed.svg",
            description = "the picture to draw; default ${DEFAULT-VALUE}")
    private Path picture;

    @Override
    public Integer call() throws IOException {
        Report.write(results, page, picture);
        return 0;
    }
}
