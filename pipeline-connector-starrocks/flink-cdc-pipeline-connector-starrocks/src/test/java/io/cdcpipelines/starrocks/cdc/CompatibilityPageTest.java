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

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds docs/compatibility.md to the versions that the build tests, and to those the code asks for.
 */
class CompatibilityPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "compatibility.md");

    @Test
    void listsTheVersionsThatTheBuildTests() throws IOException {
        List<String> listed = found(PAGE, "(?m)^\\| (3\\.\\d+\\.\\d+) \\| yes \\|");
        List<String> tested = new ArrayList<>();
        tested.addAll(
                found(
                        Path.of("..", "..", "pom.xml"),
                        "<flink-cdc\\.version>(3[^<]+)</flink-cdc\\.version>"));
        tested.addAll(found(Path.of("pom.xml"), "<id>flink-cdc-(3\\.\\d+\\.\\d+)</id>"));

        assertThat(tested).hasSizeGreaterThan(3);
        assertThat(listed).containsExactlyElementsOf(tested);
    }

    static List<String> versionQuestions() {
        return List.of("RENAME COLUMN", "change the comment of a column at once");
    }

    @ParameterizedTest
    @MethodSource("versionQuestions")
    void namesTheFirstVersionThatCan(String ability) throws IOException {
        String first =
                found(PAGE, "(?m)^\\| ([0-9.]+) \\| " + Pattern.quote(ability) + " \\|").get(0);
        int patch = Integer.parseInt(first.substring(first.lastIndexOf('.') + 1));
        String line = first.substring(0, first.lastIndexOf('.'));
        String before =
                patch > 0
                        ? line + "." + (patch - 1)
                        : "3." + (Integer.parseInt(line.substring(2)) - 1) + ".99";

        Predicate<ServerVersion> question =
                ability.startsWith("RENAME")
                        ? ServerVersion::renamesColumns
                        : ServerVersion::commentsColumns;
        assertThat(question.test(ServerVersion.parse(first))).as(first).isTrue();
        assertThat(question.test(ServerVersion.parse(before))).as(before).isFalse();
    }

    private static List<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }
}
