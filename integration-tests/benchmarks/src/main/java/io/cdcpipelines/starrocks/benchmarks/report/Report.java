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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a recorded run into the documentation. Stateless. */
public final class Report {
    private Report() {}

    /**
     * Puts the results into the page, and the picture beside them.
     *
     * @param results a file that a {@link ResultsFile} wrote
     */
    public static void write(Path results, Path page, Path picture) throws IOException {
        RecordedRun run = ResultsFile.read(results);
        Files.writeString(page, ReportPage.render(Files.readString(page), run));
        Files.createDirectories(picture.toAbsolutePath().getParent());
        Files.writeString(picture, new SpeedPicture(run.results()).render());
    }

    /** What was promised and what came out, as a table for a terminal. */
    public static String claims(RecordedRun run) {
        return new ReportBlocks(run).render("claims");
    }
}
