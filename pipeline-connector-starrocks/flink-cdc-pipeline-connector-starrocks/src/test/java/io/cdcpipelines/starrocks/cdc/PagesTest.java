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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages say of options and of tests is so. */
class PagesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern OPTION =
            Pattern.compile("`((?:sink|table)\\.[a-z][a-z.-]+[a-z])\\b");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .collect(Collectors.toCollection(ArrayList::new));
            pages.add(ROOT.resolve("README.md"));
            return pages;
        }
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        Stream.concat(
                        StarRocksDataSinkOptions.required().stream(),
                        StarRocksDataSinkOptions.optional().stream())
                .map(ConfigOption::key)
                .forEach(keys::add);
        return keys;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyOptionsThatThereAre(Path page) throws IOException {
        Set<String> keys = keys();
        Matcher option = OPTION.matcher(Files.readString(page));
        while (option.find()) {
            String key = option.group(1);
            boolean isProperty =
                    key.startsWith("sink.properties")
                            || key.startsWith("table.create.properties")
                            || key.startsWith("table.rules");
            assertThat(isProperty || keys.contains(key)).as("%s in %s", key, page).isTrue();
        }
    }

    @Test
    void namesForEachFailureATestThatThereIs() throws IOException {
        List<String> failures =
                Files.readAllLines(ROOT.resolve("docs/delivery-guarantees.md")).stream()
                        .dropWhile(line -> !line.equals("## What happens when something fails"))
                        .dropWhile(line -> !line.startsWith("|---"))
                        .skip(1)
                        .takeWhile(line -> line.startsWith("|"))
                        .collect(Collectors.toList());
        Set<String> tests = tests();

        assertThat(failures).hasSizeGreaterThan(12);
        for (String failure : failures) {
            String[] cells = failure.substring(1).split("\\|");
            assertThat(cells).as(failure).hasSize(4);
            assertThat(cells).as(failure).noneMatch(String::isBlank);
            Matcher test = TEST.matcher(cells[3]);
            int found = 0;
            while (test.find()) {
                found++;
                assertThat(tests).contains(test.group(1));
            }
            assertThat(found).as(failure).isPositive();
        }
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String module : List.of("pipeline-connector-starrocks", "integration-tests")) {
            try (Stream<Path> modules = Files.list(ROOT.resolve(module))) {
                for (Path sources :
                        modules.map(path -> path.resolve("src/test/java"))
                                .filter(Files::isDirectory)
                                .collect(Collectors.toList())) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".java"))
                                .forEach(name -> tests.add(name.replace(".java", "")));
                    }
                }
            }
        }
        return tests;
    }
}
