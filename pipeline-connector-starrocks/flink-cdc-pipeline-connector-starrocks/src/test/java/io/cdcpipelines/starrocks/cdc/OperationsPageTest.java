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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the error catalogue of docs/operations.md against the messages in the sources. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");
    private static final Path SOURCES =
            Path.of("src", "main", "java", "io", "cdcpipelines", "starrocks");
    private static final Path SOURCES_OF_CORE =
            Path.of("..", "flink-connector-starrocks-core").resolve(SOURCES);

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");

    /** They reach nobody: whoever calls makes a message of its own of them. */
    private static final Set<String> INTERNAL =
            Set.of("The object is not complete", "The connection was cut");

    private static final class Row {
        private final String beginning;
        private final String cause;
        private final String cure;

        private Row(Matcher matcher) {
            String message = matcher.group(1);
            beginning =
                    message.endsWith("…") ? message.substring(0, message.length() - 1) : message;
            cause = matcher.group(2);
            cure = matcher.group(3);
        }

        boolean isFor(String message) {
            return message.startsWith(beginning);
        }

        @Override
        public String toString() {
            return beginning;
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean isInCatalogue = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                isInCatalogue = line.equals("## Messages") || line.equals("## Start-up checks");
            }
            Matcher row = ROW.matcher(line);
            if (isInCatalogue && row.matches()) {
                rows.add(new Row(row));
            }
        }
        return rows;
    }

    private static List<String> messages() throws IOException {
        return SourceMessages.of(SOURCES.resolve("cdc"), SOURCES_OF_CORE.resolve("core")).stream()
                .filter(message -> !INTERNAL.contains(message))
                .collect(Collectors.toList());
    }

    @Test
    void explainsEveryMessage() throws IOException {
        List<Row> rows = rows();
        List<String> missing =
                messages().stream()
                        .filter(message -> rows.stream().noneMatch(row -> row.isFor(message)))
                        .collect(Collectors.toList());
        assertThat(missing).as("messages without a row in docs/operations.md").isEmpty();
    }

    @Test
    void explainsNothingThatIsNeverSaid() throws IOException {
        List<String> messages = messages();
        assertThat(rows())
                .allSatisfy(
                        row ->
                                assertThat(messages)
                                        .as("a message that begins with '%s'", row)
                                        .anyMatch(row::isFor));
    }

    @Test
    void givesACauseAndACureForEach() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        row -> {
                            assertThat(row.cause.trim().length())
                                    .as(row.beginning)
                                    .isGreaterThan(3);
                            assertThat(row.cure.trim().length()).as(row.beginning).isGreaterThan(3);
                        });
    }

    @Test
    void findsTheMessagesOfTheSources() throws IOException {
        assertThat(messages())
                .hasSizeGreaterThan(60)
                .anyMatch(message -> message.startsWith("… … failed (label …"))
                .anyMatch(message -> message.startsWith("StarRocks could not do a statement about"))
                .anyMatch(message -> message.startsWith("Rows could not be loaded into StarRocks"));
    }
}
