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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The column labels of a query: what StarRocks prints over an item that has no alias. Stateless.
 */
final class SelectLabels {
    private static final Set<String> LIST_ENDS =
            Set.of(
                    "FROM",
                    "WHERE",
                    "GROUP",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS");
    private static final Set<String> NO_ALIASES =
            Set.of("NULL", "TRUE", "FALSE", "END", "CURRENT_TIMESTAMP", "CURRENT_DATE");

    private SelectLabels() {}

    /**
     * The labels of the items that need one.
     *
     * @return by the position of the token behind the item
     */
    static Map<Integer, String> of(List<Token> tokens) {
        Map<Integer, String> labels = new HashMap<>();
        int start = listStart(tokens);
        int depth = 0;
        for (int i = start; start >= 0 && i <= tokens.size(); i++) {
            boolean isEnd = i == tokens.size() || depth == 0 && isListEnd(tokens.get(i));
            if (isEnd || depth == 0 && tokens.get(i).isSymbol(",")) {
                label(tokens.subList(start, i), i, labels);
                start = i + 1;
            }
            if (isEnd) {
                break;
            }
            depth += depthChange(tokens.get(i));
        }
        return labels;
    }

    /** Behind the first SELECT that is not in brackets. */
    private static int listStart(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (depth == 0 && tokens.get(i).isKeyword("SELECT")) {
                boolean hasQuantifier =
                        i + 1 < tokens.size()
                                && (tokens.get(i + 1).isKeyword("DISTINCT")
                                        || tokens.get(i + 1).isKeyword("ALL"));
                return hasQuantifier ? i + 2 : i + 1;
            }
            depth += depthChange(tokens.get(i));
        }
        return -1;
    }

    private static int depthChange(Token token) {
        if (token.isSymbol("(")) {
            return 1;
        }
        return token.isSymbol(")") ? -1 : 0;
    }

    private static boolean isListEnd(Token token) {
        return token.isSymbol(")")
                || token.kind() == Kind.WORD
                        && LIST_ENDS.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private static void label(List<Token> item, int end, Map<Integer, String> labels) {
        if (item.isEmpty() || item.get(item.size() - 1).isSymbol("*") || hasAlias(item)) {
            return;
        }
        labels.put(end, isColumn(item) ? item.get(item.size() - 1).value() : text(item));
    }

    private static boolean hasAlias(List<Token> item) {
        if (item.size() < 2) {
            return false;
        }
        Token last = item.get(item.size() - 1);
        Token before = item.get(item.size() - 2);
        if (before.isKeyword("AS")) {
            return true;
        }
        boolean canBeAlias =
                last.kind() == Kind.STRING
                        || last.isIdentifier()
                                && !NO_ALIASES.contains(last.text().toUpperCase(Locale.ROOT));
        boolean endsValue =
                before.isSymbol(")")
                        || before.isKeyword("END")
                        || before.isKeyword("NULL")
                        || before.kind() == Kind.INTEGER
                        || before.kind() == Kind.DECIMAL
                        || before.kind() == Kind.STRING
                        || before.isIdentifier();
        return canBeAlias && endsValue && !isBinaryLiteral(before, last);
    }

    /** {@code x'0f'} is one literal of two tokens. */
    static boolean isBinaryLiteral(Token first, Token second) {
        return first.isKeyword("x")
                && second.kind() == Kind.STRING
                && first.end() == second.start();
    }

    /** Whether a text stands right behind a value, which it then names. */
    static boolean names(Token before, Token text) {
        boolean isValue =
                before.isSymbol(")")
                        || before.isKeyword("END")
                        || before.kind() == Kind.INTEGER
                        || before.kind() == Kind.DECIMAL
                        || before.kind() == Kind.STRING
                        || before.kind() == Kind.QUOTED_IDENTIFIER;
        return isValue && text.kind() == Kind.STRING;
    }

    private static boolean isColumn(List<Token> item) {
        for (int i = 0; i < item.size(); i++) {
            Token token = item.get(i);
            boolean isExpected =
                    i % 2 == 0
                            ? token.isIdentifier()
                                    && !NO_ALIASES.contains(token.text().toUpperCase(Locale.ROOT))
                            : token.isSymbol(".");
            if (!isExpected) {
                return false;
            }
        }
        return item.size() % 2 == 1;
    }

    private static String text(List<Token> item) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < item.size(); i++) {
            Token token = item.get(i);
            if (i > 0 && isSpaced(item.get(i - 1), token)) {
                text.append(' ');
            }
            boolean isFunction =
                    token.isIdentifier() && i + 1 < item.size() && item.get(i + 1).isSymbol("(");
            text.append(isFunction ? token.text().toLowerCase(Locale.ROOT) : token.text());
        }
        return text.toString();
    }

    private static boolean isSpaced(Token left, Token right) {
        if (isTight(left) || left.isSymbol("(")) {
            return false;
        }
        return !(isTight(right)
                || right.isSymbol(")")
                || right.isSymbol(",")
                || right.isSymbol("(") && left.kind() == Kind.WORD
                || isBinaryLiteral(left, right));
    }

    private static boolean isTight(Token token) {
        return token.isSymbol(".") || token.isSymbol("@");
    }
}
