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

package io.cdcpipelines.starrocks.emulator.conformance;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The score of one version as a table, and every difference, kept for whoever works on one. */
record Report(VersionProfile profile, Map<String, List<Outcome>> outcomes) {

    /** One line per transcript, and their sum. */
    String table() {
        StringBuilder table = new StringBuilder("Conformance of " + profile + "\n");
        outcomes.forEach((name, list) -> append(table, name, list));
        append(table, "all", outcomes.values().stream().flatMap(List::stream).toList());
        return table.toString();
    }

    private static void append(StringBuilder table, String name, List<Outcome> outcomes) {
        table.append(String.format("  %-44s %s%n", name, Score.of(outcomes)));
    }

    /** Writes the table and the differences below Maven's target directory. */
    void write() {
        StringBuilder text = new StringBuilder(table()).append("\nOther outcomes\n");
        append(text, true);
        text.append("\nSame outcome, other text\n");
        append(text, false);
        Path file = Path.of("target", "conformance", profile + ".txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(StringBuilder text, boolean isOutcome) {
        outcomes.values().stream()
                .flatMap(List::stream)
                .filter(outcome -> isOutcome ? !outcome.isSame() : isOtherText(outcome))
                .forEach(
                        outcome ->
                                text.append(outcome.key())
                                        .append("\n    ")
                                        .append(outcome.request())
                                        .append("\n    ")
                                        .append(outcome.detail())
                                        .append('\n'));
    }

    private static boolean isOtherText(Outcome outcome) {
        return outcome.isSame() && !outcome.isSameText();
    }
}
