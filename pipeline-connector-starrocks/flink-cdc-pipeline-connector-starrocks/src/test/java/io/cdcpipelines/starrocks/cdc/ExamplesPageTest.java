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

package io.cdcpipelines.starrocks.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the snippets of docs/examples.md to the pipelines that they are from, and to the sink. */
class ExamplesPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern ORIGIN = Pattern.compile("From \\[.*\\]\\((.*\\.yaml)\\):");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern SINK_OPTION = Pattern.compile("  ((?:table|sink)\\.[^:]+): (.*)");

    private static List<String> sections() throws IOException {
        String page = Files.readString(DOCS.resolve("examples.md"));
        return SECTION.splitAsStream(page).skip(1).collect(Collectors.toList());
    }

    private static List<String> snippets(String section) {
        return SNIPPET.matcher(section)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }

    @Test
    void showsWhatThePipelinesHave() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String section : sections()) {
            Matcher origin = ORIGIN.matcher(section);
            if (origin.find()) {
                String pipeline = Files.readString(DOCS.resolve(origin.group(1)));
                for (String snippet : snippets(section)) {
                    assertThat(pipeline).contains(snippet);
                }
                shown.add(Path.of(origin.group(1)).getFileName().toString());
            }
        }
        assertThat(shown)
                .containsExactly(
                        "sharded-merge.yaml",
                        "sharded-merge-colliding-keys.yaml",
                        "renamed-tables.yaml",
                        "no-primary-key.yaml",
                        "per-table-rules.yaml",
                        "existing-tables.yaml",
                        "rejected-rows.yaml");
    }

    @Test
    void showsOptionsThatTheSinkAccepts() throws IOException {
        int options = 0;
        for (String section : sections()) {
            Map<String, String> values = new HashMap<>();
            values.put("jdbc-url", "jdbc:mysql://fe1:9030");
            values.put("load-url", "fe1:8030");
            values.put("username", "root");
            values.put("password", "");
            for (String snippet : snippets(section)) {
                for (String line : snippet.split("\n")) {
                    Matcher option = SINK_OPTION.matcher(line);
                    if (option.matches()) {
                        values.put(option.group(1), option.group(2));
                        options++;
                    }
                }
            }
            assertThatCode(() -> SinkBlock.read(values, "UTC")).doesNotThrowAnyException();
        }
        assertThat(options).isEqualTo(18);
    }
}
