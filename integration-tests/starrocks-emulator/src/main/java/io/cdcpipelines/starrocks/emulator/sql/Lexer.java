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

import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into tokens. Comments and hints go; the last token is always {@link Kind#END}.
 *
 * <p>Confined to the thread that calls it.
 */
public final class Lexer {
    private static final List<String> LONG_SYMBOLS =
            List.of("<=>", "...", "<=", ">=", "<>", "!=", "||", "&&", "->");
    private static final String SYMBOLS = "=<>+-*/%!&|^~@.,;()[]{}?:";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    public static List<Token> tokens(String text) throws SqlError {
        return new Lexer(text).run();
    }

    private List<Token> run() throws SqlError {
        skipBlanksAndComments();
        while (position < text.length()) {
            next();
            skipBlanksAndComments();
        }
        tokens.add(
                new Token(Kind.END, "<EOF>", "", line, position - lineStart, position, position));
        return List.copyOf(tokens);
    }

    private void next() throws SqlError {
        char c = text.charAt(position);
        if (c == '\'' || c == '"') {
            quotedText(c);
        } else if (c == '`') {
            quotedIdentifier();
        } else if (isDigit(c) || (c == '.' && isDigit(at(position + 1)))) {
            numberOrName();
        } else if (isLetter(c)) {
            int end = position;
            while (isLetter(at(end)) || isDigit(at(end))) {
                end++;
            }
            add(Kind.WORD, end, text.substring(position, end));
        } else {
            symbol();
        }
    }

    private void quotedText(char quote) throws SqlError {
        StringBuilder value = new StringBuilder();
        int i = position + 1;
        while (true) {
            if (i >= text.length()) {
                throw unrecognised(text.substring(position));
            }
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                appendEscaped(value, text.charAt(i + 1));
                i += 2;
            } else if (c == quote && at(i + 1) == quote) {
                value.append(quote);
                i += 2;
            } else if (c == quote) {
                break;
            } else {
                value.append(c);
                i++;
            }
        }
        add(Kind.STRING, i + 1, value.toString());
    }

    /** {@code \%} and {@code \_} keep their backslash for LIKE. */
    private static void appendEscaped(StringBuilder value, char c) {
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case '0' -> value.append('\0');
            case 'Z' -> value.append('\u001a');
            case '%', '_' -> value.append('\\').append(c);
            default -> value.append(c);
        }
    }

    /** The parser of StarRocks deletes every backtick of a quoted name, also a doubled one. */
    private void quotedIdentifier() throws SqlError {
        int i = position + 1;
        while (true) {
            if (i >= text.length()) {
                throw unrecognised(text.substring(position));
            }
            if (text.charAt(i) != '`') {
                i++;
            } else if (at(i + 1) == '`') {
                i += 2;
            } else {
                break;
            }
        }
        String value = text.substring(position, i + 1).replace("`", "");
        add(Kind.QUOTED_IDENTIFIER, i + 1, value);
    }

    /** A number, or a name that begins with a digit; after a dot the dot is a token of its own. */
    private void numberOrName() {
        int number = numberEnd(position);
        int nameStart = text.charAt(position) == '.' ? position + 1 : position;
        int name = nameStart;
        boolean hasLetter = false;
        while (isLetter(at(name)) || isDigit(at(name))) {
            hasLetter |= isLetter(at(name));
            name++;
        }
        if (hasLetter && name > number) {
            if (nameStart > position) {
                add(Kind.SYMBOL, nameStart, ".");
            }
            add(Kind.WORD, name, text.substring(nameStart, name));
            return;
        }
        String value = text.substring(position, number);
        boolean isInteger = value.chars().allMatch(d -> isDigit((char) d));
        add(isInteger ? Kind.INTEGER : Kind.DECIMAL, number, value);
    }

    private int numberEnd(int start) {
        int i = skipDigits(start);
        if (at(i) == '.') {
            i = skipDigits(i + 1);
        }
        if (at(i) == 'e' || at(i) == 'E') {
            int digits = at(i + 1) == '+' || at(i + 1) == '-' ? i + 2 : i + 1;
            if (isDigit(at(digits))) {
                i = skipDigits(digits);
            }
        }
        return i;
    }

    private int skipDigits(int start) {
        int i = start;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private void symbol() throws SqlError {
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, position)) {
                add(Kind.SYMBOL, position + symbol.length(), symbol);
                return;
            }
        }
        String symbol = text.substring(position, position + 1);
        if (!SYMBOLS.contains(symbol)) {
            throw unrecognised(symbol);
        }
        add(Kind.SYMBOL, position + 1, symbol);
    }

    private SqlError unrecognised(String input) {
        Token token =
                new Token(
                        Kind.SYMBOL,
                        input,
                        input,
                        line,
                        position - lineStart,
                        position,
                        text.length());
        return SqlErrors.syntax(token, "Unexpected input '" + input + "'");
    }

    private void add(Kind kind, int end, String value) {
        tokens.add(
                new Token(
                        kind,
                        text.substring(position, end),
                        value,
                        line,
                        position - lineStart,
                        position,
                        end));
        advance(end);
    }

    private void skipBlanksAndComments() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u3000') {
                advance(position + 1);
            } else if (text.startsWith("--", position)) {
                int end = text.indexOf('\n', position);
                advance(end < 0 ? text.length() : end + 1);
            } else if (text.startsWith("/*", position) && text.indexOf("*/", position + 2) >= 0) {
                advance(text.indexOf("*/", position + 2) + 2);
            } else {
                return;
            }
        }
    }

    private void advance(int end) {
        for (int i = position; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        position = end;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '$'
                || (c >= '\u0080' && c != '\u3000');
    }
}
