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

package io.cdcpipelines.starrocks.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/retries.md to the rules that the client follows, row by row. */
class RetriesPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "retries.md");

    /** The rows of a table below its two header lines. */
    private static List<String> rowsUnder(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int line = lines.indexOf("## " + heading);
        assertThat(line).as("a chapter '%s'", heading).isNotNegative();
        while (!lines.get(line).startsWith("|---")) {
            line++;
        }
        List<String> rows = new ArrayList<>();
        for (line++; line < lines.size() && lines.get(line).startsWith("|"); line++) {
            rows.add(lines.get(line));
        }
        return rows;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    @Test
    void showsWhatIsDone() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            List<String> cells = new ArrayList<>(List.of("`" + verdict + "`"));
            for (Operation operation : Operation.values()) {
                cells.add(RetryMatrix.of(operation, verdict).toString());
            }
            expected.add(row(cells));
        }
        assertThat(rowsUnder("What is done")).isEqualTo(expected);
    }

    @Test
    void showsWhatAnswersMean() throws Exception {
        List<String> expected = new ArrayList<>();
        for (AnswerRule rule : AnswerRules.ALL) {
            expected.add(row(List.of(rule.words(), "`" + rule.verdict() + "`")));
        }
        assertThat(rowsUnder("What an answer means")).isEqualTo(expected);
    }

    @Test
    void showsWhatASchemaChangeDoes() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            expected.add(row(List.of("`" + reason + "`", reason.remedy().toString())));
        }
        assertThat(rowsUnder("Statements")).isEqualTo(expected);
    }

    /** Verdicts that no answer leads to would be rows for nothing. */
    @Test
    void hasAnAnswerForEveryVerdict() {
        assertThat(AnswerRules.ALL.stream().map(AnswerRule::verdict)).contains(Verdict.values());
    }
}
