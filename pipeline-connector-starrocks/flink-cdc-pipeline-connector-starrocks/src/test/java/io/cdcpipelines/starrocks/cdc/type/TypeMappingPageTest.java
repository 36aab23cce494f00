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

package io.cdcpipelines.starrocks.cdc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables of docs/type-mapping.md to what the code does. */
class TypeMappingPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "type-mapping.md");
    private static final Pattern COLUMN =
            Pattern.compile("\\| ([^|]+) \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|.*");
    private static final Pattern DEFAULT =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| (none: .+|`'.*'`|[A-Z_]+) \\|");
    private static final TypeMappings MAPPINGS = new TypeMappings(ZoneOffset.UTC, 4);

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

    /** The rows about types that the framework on the class path has. */
    static List<Matcher> columns() throws IOException {
        return rows(COLUMN).stream()
                .filter(row -> TypeNames.isKnown(row.group(2)))
                .collect(Collectors.toList());
    }

    static List<Matcher> defaults() throws IOException {
        return rows(DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void saysWhatAColumnBecomes(Matcher row) {
        DataType type = type(row.group(2));

        assertThat(MAPPINGS.value(type).type().ddl()).isEqualTo(row.group(3));
        assertThat(MAPPINGS.key(type).type().ddl()).isEqualTo(row.group(4));
    }

    @Test
    void leavesOutNoType() throws IOException {
        Set<DataTypeRoot> described = EnumSet.noneOf(DataTypeRoot.class);
        for (Matcher row : columns()) {
            described.add(type(row.group(2)).getTypeRoot());
        }

        assertThat(described).containsExactlyInAnyOrder(DataTypeRoot.values());
    }

    @Test
    void saysWhichTypesBecomeText() throws IOException {
        Set<String> everywhere = new TreeSet<>();
        Set<String> inKeys = new TreeSet<>();
        for (Matcher row : columns()) {
            DataType type = type(row.group(2));
            String name = row.group(2).replaceFirst("[(<].*", "");
            if (TypeMappings.isTextInstead(type, MAPPINGS.value(type).type())) {
                everywhere.add(name);
            } else if (TypeMappings.isTextInstead(type, MAPPINGS.key(type).type())) {
                inKeys.add(name);
            }
        }

        assertThat(becomingText("everywhere")).isEqualTo(everywhere);
        assertThat(becomingText("in a key")).isEqualTo(inKeys);
    }

    private static Set<String> becomingText(String where) throws IOException {
        String row =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| " + where + " | `"))
                        .findFirst()
                        .orElseThrow();
        return Pattern.compile("`([^`]+)`")
                .matcher(row)
                .results()
                .map(match -> match.group(1))
                .filter(TypeNames::isKnown)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void saysWhatADefaultBecomes(Matcher row) {
        DataType type = type(row.group(1));
        Optional<ColumnDefault> translated =
                DefaultValues.translate(type, MAPPINGS.value(type).type(), row.group(2));

        assertThat(translated.map(ColumnDefault::toString).orElse("none"))
                .isEqualTo(row.group(3).replace("`", "").replaceFirst("^none: .*", "none"));
    }

    @Test
    void hasBothTables() throws IOException {
        assertThat(columns()).hasSizeGreaterThan(20);
        assertThat(defaults()).hasSizeGreaterThan(10);
    }

    private static DataType type(String text) {
        switch (text) {
            case "ARRAY<STRING>":
                return DataTypes.ARRAY(DataTypes.STRING());
            case "ARRAY<INT>":
                return DataTypes.ARRAY(DataTypes.INT());
            case "MAP<STRING, INT>":
                return DataTypes.MAP(DataTypes.STRING(), DataTypes.INT());
            case "ROW<INT>":
                return DataTypes.ROW(DataTypes.INT());
            case "VARIANT":
                return TypeNames.variant();
            default:
                return TypeNames.scalar(text);
        }
    }
}
