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

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses what the grammar of StarRocks does not have and H2 understands. Stateless. */
final class SelectSyntax {
    private SelectSyntax() {}

    static void check(List<Token> tokens) throws SqlError {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token next = tokens.get(i + 1);
            boolean isForeign =
                    switch (tokens.get(i).text().toUpperCase(Locale.ROOT)) {
                        case "SELECT" -> next.isKeyword("FROM");
                        case "FETCH" -> next.isKeyword("FIRST") || next.isKeyword("NEXT");
                        case "NATURAL" -> next.isKeyword("JOIN");
                        case "DISTINCT" -> next.isKeyword("ON");
                        case "OFFSET" ->
                                next.kind() == Kind.INTEGER && !isKeywordThere(tokens, "LIMIT");
                        default -> false;
                    };
            if (isForeign) {
                List<Token> rest = Tokens.withEnd(tokens.subList(i + 1, tokens.size()));
                throw new TokenCursor("", rest).unexpected("'*'", "a legal identifier");
            }
        }
        checkGroups(tokens);
    }

    /** A plain column among aggregates must be one that the query groups by. */
    private static void checkGroups(List<Token> tokens) throws SqlError {
        int select = indexOf(tokens, 0, "SELECT");
        int from = indexOf(tokens, select + 1, "FROM");
        if (select != 0 || from < 0 || hasSetOperation(tokens)) {
            return;
        }
        List<List<Token>> items = items(tokens.subList(1, from));
        int group = indexOf(tokens, from, "GROUP");
        boolean isAggregated = group >= 0 || items.stream().anyMatch(SelectSyntax::isAggregate);
        if (!isAggregated) {
            return;
        }
        List<List<Token>> keys =
                group < 0 ? List.of() : items(tokens.subList(group + 2, groupEnd(tokens, group)));
        boolean isSimple = keys.stream().allMatch(key -> isColumn(key) || isOrdinal(key));
        for (int i = 0; isSimple && i < items.size(); i++) {
            List<Token> item = items.get(i);
            if (isColumn(item) && !isKey(keys, item, i + 1)) {
                throw SqlErrors.analyzing(
                        "'"
                                + text(item)
                                + "' must be an aggregate expression or appear in GROUP BY"
                                + " clause");
            }
        }
    }

    private static boolean isKeywordThere(List<Token> tokens, String keyword) {
        return tokens.stream().anyMatch(token -> token.isKeyword(keyword));
    }

    private static boolean hasSetOperation(List<Token> tokens) {
        return Stream.of("UNION", "EXCEPT", "INTERSECT", "MINUS")
                .anyMatch(word -> indexOf(tokens, 0, word) >= 0);
    }

    private static boolean isKey(List<List<Token>> keys, List<Token> item, int ordinal) {
        String name = item.get(item.size() - 1).value();
        return keys.stream()
                .anyMatch(
                        key ->
                                isOrdinal(key)
                                        ? key.get(0).text().equals(Integer.toString(ordinal))
                                        : key.get(key.size() - 1).value().equalsIgnoreCase(name));
    }

    private static boolean isOrdinal(List<Token> item) {
        return item.size() == 1 && item.get(0).kind() == Kind.INTEGER;
    }

    /** A name, with or without a table, and without an alias. */
    private static boolean isColumn(List<Token> item) {
        for (int i = 0; i < item.size(); i++) {
            if (i % 2 == 0 ? !item.get(i).isIdentifier() : !item.get(i).isSymbol(".")) {
                return false;
            }
        }
        return item.size() % 2 == 1;
    }

    private static boolean isAggregate(List<Token> item) {
        return item.size() > 2
                && item.get(1).isSymbol("(")
                && HavingClauses.isAggregate(item, 0)
                && item.stream().noneMatch(token -> token.isKeyword("OVER"));
    }

    private static int groupEnd(List<Token> tokens, int group) {
        return Stream.of("HAVING", "ORDER", "LIMIT", "QUALIFY")
                .mapToInt(word -> indexOf(tokens, group, word))
                .filter(index -> index >= 0)
                .min()
                .orElse(tokens.size());
    }

    /** The position of a keyword that is not in brackets, or -1. */
    private static int indexOf(List<Token> tokens, int start, String keyword) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && token.isKeyword(keyword)) {
                return i;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
        return -1;
    }

    private static List<List<Token>> items(List<Token> tokens) {
        List<List<Token>> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || depth == 0 && tokens.get(i).isSymbol(",")) {
                items.add(tokens.subList(start, i));
                start = i + 1;
                continue;
            }
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
        return items;
    }

    private static String text(List<Token> item) {
        return item.stream().map(Token::value).collect(Collectors.joining());
    }
}
