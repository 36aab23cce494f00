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

package io.cdcpipelines.starrocks.emulator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexerTest {

    static Stream<Arguments> strings() {
        return Stream.of(
                Arguments.of("'plain'", "plain"),
                Arguments.of("'it''s'", "it's"),
                Arguments.of("'it\\'s'", "it's"),
                Arguments.of("\"dq \"\"x\"\"\"", "dq \"x\""),
                Arguments.of("\"it''s\"", "it''s"),
                Arguments.of("'a\\\\b'", "a\\b"),
                Arguments.of("'\\n\\t\\r\\b\\0\\Z'", "\n\t\r\b\0\u001a"),
                Arguments.of("'\\%\\_\\x'", "\\%\\_x"),
                Arguments.of("'-- no comment /* nor this */'", "-- no comment /* nor this */"),
                Arguments.of("''", ""));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void readsStringLiterals(String text, String value) throws SqlError {
        Token token = Lexer.tokens(text).get(0);

        assertThat(token.kind()).isEqualTo(Kind.STRING);
        assertThat(token.value()).isEqualTo(value);
    }

    static Stream<Arguments> identifiers() {
        return Stream.of(
                Arguments.of("abc", Kind.WORD, "abc"),
                Arguments.of("_a$1", Kind.WORD, "_a$1"),
                Arguments.of("1a", Kind.WORD, "1a"),
                Arguments.of("列", Kind.WORD, "列"),
                Arguments.of("`a b`", Kind.QUOTED_IDENTIFIER, "a b"),
                Arguments.of("`a``b`", Kind.QUOTED_IDENTIFIER, "ab"),
                Arguments.of("`a\\b`", Kind.QUOTED_IDENTIFIER, "a\\b"),
                Arguments.of("``", Kind.QUOTED_IDENTIFIER, ""));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void deletesBackticksOfIdentifiers(String text, Kind kind, String value) throws SqlError {
        Token token = Lexer.tokens(text).get(0);

        assertThat(token.kind()).isEqualTo(kind);
        assertThat(token.value()).isEqualTo(value);
    }

    static Stream<Arguments> sequences() {
        return Stream.of(
                Arguments.of("d.1a", List.of("d", ".", "1a")),
                Arguments.of("1.5 .5 1e3 1.5E-3", List.of("1.5", ".5", "1e3", "1.5E-3")),
                Arguments.of("a<=b<>c!=d", List.of("a", "<=", "b", "<>", "c", "!=", "d")),
                Arguments.of("a -- x\n/* y\n */ b", List.of("a", "b")),
                Arguments.of(
                        "ARRAY<ARRAY<INT>>", List.of("ARRAY", "<", "ARRAY", "<", "INT", ">", ">")),
                Arguments.of("@@session.x", List.of("@", "@", "session", ".", "x")));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void cutsTextIntoTokens(String text, List<String> tokens) throws SqlError {
        assertThat(Lexer.tokens(text))
                .filteredOn(t -> t.kind() != Kind.END)
                .extracting(Token::text)
                .isEqualTo(tokens);
    }

    @Test
    void countsLinesFromOneAndColumnsFromZero() throws SqlError {
        Token token = Lexer.tokens("a\n  'x\ny'  b").get(2);

        assertThat(token.line()).isEqualTo(3);
        assertThat(token.column()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "\"open", "`open", "'open\\'", "a \u0001"})
    void refusesWhatIsNoToken(String text) {
        assertThatThrownBy(() -> Lexer.tokens(text))
                .isInstanceOf(SqlError.class)
                .hasMessageStartingWith("Getting syntax error at line 1, column");
    }
}
