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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what the tests run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    /** The example itself is run by {@link YamlExamplesIT}. */
    @Test
    void showsLinesOfAnExample() throws IOException {
        List<String> shown = block("yaml").lines().filter(line -> !line.isBlank()).toList();
        assertThat(shown).hasSize(12);
        assertThat(Files.readAllLines(ROOT.resolve("yaml-examples/mysql-to-starrocks.yaml")))
                .containsSubsequence(shown);
    }

    @Test
    void testsWithTheCommandThatDecides() throws IOException {
        assertThat(readme()).contains("```\nmvn -B -ntp verify\n```");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("exec mvn -B -ntp verify\n");
    }

    private static String block(String language) throws IOException {
        Matcher matcher =
                Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(matcher.find()).as("a block of " + language).isTrue();
        return matcher.group(1);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
