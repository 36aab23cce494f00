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

package io.cdcpipelines.starrocks.cdc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.schema.ColumnFit.TextSlack;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables of docs/schema-evolution.md to what the code does. */
class SchemaEvolutionPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "schema-evolution.md");
    private static final Pattern CHANGE =
            Pattern.compile(
                    "\\| `([^`]+)` \\| `([^`]+)` \\| (stays|error|`[^`]+`)"
                            + " \\| (same|error|new `[^`]+`|`[^`]+`) \\|");
    private static final Pattern EVENT =
            Pattern.compile("\\| `([A-Z_]+)`[^|]* \\| ([^|]+) \\|( [^|]*\\|){3}");

    private static List<Matcher> rows(Pattern pattern) throws IOException {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                rows.add(matcher);
            }
        }
        return rows;
    }

    static List<Matcher> changes() throws IOException {
        return rows(CHANGE);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhatATypeChangeDoes(Matcher row) {
        String failing = outcome(row, TypeConflictPolicy.FAIL);
        String converting = outcome(row, TypeConflictPolicy.NEW_COLUMN);

        assertThat(failing).isEqualTo(row.group(3).replace("`", ""));
        assertThat(converting.equals(failing) && !failing.equals("error") ? "same" : converting)
                .isEqualTo(row.group(4).replace("`", ""));
    }

    private static String outcome(Matcher row, TypeConflictPolicy onConflict) {
        return outcome(
                ColumnFit.ofValue(
                        column(row.group(1)), column(row.group(2)), TextSlack.NONE, onConflict));
    }

    private static StarRocksColumn column(String type) {
        return StarRocksColumn.of("c", StarRocksType.parse(type));
    }

    private static String outcome(ColumnFit fit) {
        switch (fit.verdict()) {
            case MODIFY:
                return fit.changed().type().ddl();
            case CONVERT:
                return "new " + fit.changed().type().ddl();
            case IMPOSSIBLE:
                return "error";
            default:
                return "stays";
        }
    }

    @Test
    void namesEveryEventThatIsSupported() throws IOException {
        List<String> named =
                rows(EVENT).stream().map(row -> row.group(1)).collect(Collectors.toList());

        assertThat(Set.copyOf(named)).isEqualTo(StarRocksMetadataApplier.SUPPORTED);
        assertThat(changes()).hasSizeGreaterThan(40);
    }

    @Test
    void saysSinceWhichServerAnEventIsFollowed() throws IOException {
        assertThat(since("RENAME_COLUMN")).isEqualTo("3.3.2");
        assertThat(ServerVersion.parse("3.3.2").renamesColumns()).isTrue();
        assertThat(ServerVersion.parse("3.3.1").renamesColumns()).isFalse();

        assertThat(since("ALTER_COLUMN_TYPE")).isEqualTo("3.5");
        assertThat(ServerVersion.parse("3.5").commentsColumns()).isTrue();
        assertThat(ServerVersion.parse("3.4.99").commentsColumns()).isFalse();
    }

    /** The version that the page names, where not every one follows the event. */
    private static String since(String event) throws IOException {
        return rows(EVENT).stream()
                .filter(row -> row.group(1).equals(event) && !row.group(2).equals("all"))
                .map(row -> row.group(2))
                .findFirst()
                .orElseThrow();
    }
}
