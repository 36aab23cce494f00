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

package io.cdcpipelines.starrocks.benchmarks.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that people read. Between {@code <!-- results: name -->} and {@code <!-- end -->} it has
 * what results are turned into; everything else is written by hand. Stateless.
 */
final class ReportPage {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "(<!-- results: (?<name>[a-z-]+) -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

    private ReportPage() {}

    /** The page with the results in place of what it has now. */
    static String render(String page, RecordedRun run) {
        ReportBlocks blocks = new ReportBlocks(run);
        return BLOCK.matcher(page)
                .replaceAll(
                        block ->
                                Matcher.quoteReplacement(
                                        block.group(1)
                                                + spaced(blocks.render(block.group(2)))
                                                + block.group(3)));
    }

    /** Markdown takes a table for one only after an empty line. */
    private static String spaced(String table) {
        return table.isEmpty() ? "" : "\n" + table + "\n";
    }
}
