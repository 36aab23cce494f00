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

package io.cdcpipelines.starrocks.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(
            strings = {"shop", "Shop", "a-b", "a1", "_1", "_a", "a~!@#$%^&<>=+", "SYS", "mysql"})
    void takesNamesOfDatabases(String name) {
        assertThat(NameRules.obstacleOfDatabase(name)).isEmpty();
    }

    static Stream<Arguments> badNamesOfDatabases() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of("1a", "it has to start with a letter"),
                Arguments.of("-a", "it has to start with a letter"),
                Arguments.of("_", "it has to start with a letter"),
                Arguments.of("__a", "it has to start with a letter"),
                Arguments.of("été", "it has to start with a letter"),
                Arguments.of("a b", "it may only have letters"),
                Arguments.of("a.b", "it may only have letters"),
                Arguments.of("a`b", "it may only have letters"),
                Arguments.of("aé", "it may only have letters"),
                Arguments.of("a'b", "it may only have letters"),
                Arguments.of("a\n", "it may only have letters"),
                Arguments.of("a ", "it may only have letters"),
                Arguments.of("Information_Schema", "it is a database of the system"),
                Arguments.of("sys", "it is a database of the system"),
                Arguments.of("_statistics_", "it is a database of the system"));
    }

    @ParameterizedTest
    @MethodSource("badNamesOfDatabases")
    void refusesNamesOfDatabases(String name, String reason) {
        assertThat(NameRules.obstacleOfDatabase(name))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("the name of database '")
                                        .contains(", because " + reason)
                                        .endsWith("; choose another database with a route"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "a b",
                "a.b",
                "1a",
                "=",
                "select",
                "__op",
                "列",
                "a'b\"c\\d",
                "%?/#",
                "\u00a0"
            })
    void takesNamesOfTables(String name) {
        assertThat(NameRules.obstacleOfTable(name)).isEmpty();
    }

    static Stream<Arguments> badNamesOfTables() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of("a`b", "it has a backtick"),
                Arguments.of("a\0b", "it has the character NUL"),
                Arguments.of("a\nb", "it has a control character, which loads cannot carry"),
                Arguments.of("a\u0085", "it has a control character, which loads cannot carry"),
                Arguments.of(" a", "it starts or ends with a blank, which loads lose"),
                Arguments.of("a ", "it starts or ends with a blank, which loads lose"),
                Arguments.of("a\ud800", "it is no valid Unicode"));
    }

    @ParameterizedTest
    @MethodSource("badNamesOfTables")
    void refusesNamesOfTables(String name, String reason) {
        assertThat(NameRules.obstacleOfTable(name))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("the name of table '")
                                        .contains(", because " + reason)
                                        .endsWith("; choose another table with a route"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                " ",
                " a",
                "a ",
                "a\nb",
                "a\tb",
                "a.b",
                "1a",
                "select",
                "__row_",
                "__op2",
                "%",
                "?",
                "a'b\"c\\d",
                "-- x",
                "/- x -/",
                "列",
                "e\u0301",
                "\u200b"
            })
    void takesNamesOfColumns(String name) {
        assertThat(NameRules.obstacleOfColumn(name)).isEmpty();
    }

    static Stream<Arguments> badNamesOfColumns() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of("a`b", "it has a backtick"),
                Arguments.of("a\0b", "it has the character NUL"),
                Arguments.of("\udc00a", "it is no valid Unicode"),
                Arguments.of("a=b", "it has one of the characters = < > ! *"),
                Arguments.of("<", "it has one of the characters = < > ! *"),
                Arguments.of("a>", "it has one of the characters = < > ! *"),
                Arguments.of("!a", "it has one of the characters = < > ! *"),
                Arguments.of("*", "it has one of the characters = < > ! *"),
                Arguments.of("__op", "it is reserved for the system"),
                Arguments.of("__OP", "it is reserved for the system"),
                Arguments.of("__Row", "it is reserved for the system"),
                Arguments.of("__starrocks_shadow_a", "it is reserved for the system"),
                Arguments.of("__generated_partition_column_0", "it is reserved for the system"));
    }

    @ParameterizedTest
    @MethodSource("badNamesOfColumns")
    void refusesNamesOfColumns(String name, String reason) {
        assertThat(NameRules.obstacleOfColumn(name))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("the name of column '")
                                        .contains(", because " + reason)
                                        .endsWith("with the projection of a transform"));
    }

    @Test
    void countsCodePoints() {
        assertThat(NameRules.obstacleOfColumn(EMOJI.repeat(1024))).isEmpty();
        assertThat(NameRules.obstacleOfTable(EMOJI.repeat(1024))).isEmpty();
        assertThat(NameRules.obstacleOfColumn(EMOJI.repeat(1025)))
                .hasValueSatisfying(text -> assertThat(text).contains("longer than 1024"));
        assertThat(NameRules.obstacleOfTable("x".repeat(1025)))
                .hasValueSatisfying(text -> assertThat(text).contains("longer than 1024"));
        assertThat(NameRules.obstacleOfDatabase("x".repeat(256))).isEmpty();
        assertThat(NameRules.obstacleOfDatabase("x".repeat(257)))
                .hasValueSatisfying(text -> assertThat(text).contains("longer than 256"));
    }

    @Test
    void showsNamesInOneShortLine() {
        assertThat(NameRules.shown("a\nb\0\ud800é" + EMOJI))
                .isEqualTo("'a\\u000ab\\u0000\\ud800é" + EMOJI + "'");
        assertThat(NameRules.shown(EMOJI.repeat(80))).isEqualTo("'" + EMOJI.repeat(80) + "'");
        assertThat(NameRules.shown(EMOJI.repeat(81))).isEqualTo("'" + EMOJI.repeat(80) + "...'");
    }

    @Test
    void cutsNamesThatMoreHasToStandBehind() {
        assertThat(NameRules.extended("orders", "__x")).isEqualTo("orders__x");
        assertThat(NameRules.extended("x".repeat(1021), "__x")).isEqualTo("x".repeat(1021) + "__x");
        assertThat(NameRules.extended(EMOJI.repeat(1024), "__x"))
                .isEqualTo(EMOJI.repeat(1021) + "__x");
    }
}
