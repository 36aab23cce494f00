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

import io.cdcpipelines.starrocks.core.http.HttpReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the words of StarRocks in docs/operations.md against the one who reads them. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|");

    static List<String> words() throws IOException {
        List<String> words = new ArrayList<>();
        boolean isInTable = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                isInTable = line.equals("## What StarRocks says");
            }
            Matcher row = ROW.matcher(line);
            if (isInTable && row.matches()) {
                words.add(row.group(1));
            }
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("words")
    void explainsOnlyWordsThatAreUnderstood(String words) {
        String reply = "{\"Status\":\"FAILED\",\"Message\":\"before " + words + " after\"}";
        Verdict verdict =
                ResponseClassifier.classify(HttpReply.of(200, reply), ServerReply.parse(reply));
        assertThat(verdict).isNotIn(Verdict.UNEXPECTED, Verdict.GARBAGE, Verdict.OK);
    }

    @Test
    void explainsWhatHappensMost() throws IOException {
        assertThat(words()).hasSizeGreaterThan(20).contains("too many versions", "Access denied");
    }
}
