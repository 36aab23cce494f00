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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A position in the tokens of SQL text, with the small phrases that every statement is made of.
 * {@code accept...} moves on only if the phrase is there, {@code expect...} refuses otherwise.
 *
 * <p>Confined to the thread that calls it.
 */
public final class TokenCursor {
    private static final String ONLY_CATALOG = "default_catalog";
    private static final int PARTS_WITH_CATALOG = 3;

    private final String text;
    private final List<Token> tokens;
    private int position;

    /**
     * @param text the text that the tokens were cut from
     * @param tokens ends with {@link Kind#END}
     */
    public TokenCursor(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    public Token peek() {
        return peek(0);
    }

    /** The token {@code ahead} places on, or the end. */
    public Token peek(int ahead) {
        return tokens.get(Math.min(position + ahead, tokens.size() - 1));
    }

    /** The token before the current one; there must be one. */
    public Token previous() {
        return tokens.get(position - 1);
    }

    public Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    public boolean isAtEnd() {
        return peek().kind() == Kind.END;
    }

    /** Whether these keywords come next, in this order. */
    public boolean isNext(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!peek(i).isKeyword(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    public boolean isNextSymbol(String symbol) {
        return peek().isSymbol(symbol);
    }

    public boolean accept(String... keywords) {
        if (!isNext(keywords)) {
            return false;
        }
        position += keywords.length;
        return true;
    }

    /** Accepts one of several keywords. */
    public boolean acceptAny(String... keywords) {
        for (String keyword : keywords) {
            if (accept(keyword)) {
                return true;
            }
        }
        return false;
    }

    public boolean acceptSymbol(String symbol) {
        if (!isNextSymbol(symbol)) {
            return false;
        }
        position++;
        return true;
    }

    public void expect(String... keywords) throws SqlError {
        for (String keyword : keywords) {
            if (!accept(keyword)) {
                throw unexpected("'" + keyword + "'");
            }
        }
    }

    public void expectSymbol(String symbol) throws SqlError {
        if (!acceptSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    public String identifier() throws SqlError {
        if (!peek().isIdentifier()) {
            throw unexpected("a legal identifier");
        }
        return next().value();
    }

    public String string() throws SqlError {
        if (peek().kind() != Kind.STRING) {
            throw unexpected("SINGLE_QUOTED_TEXT", "DOUBLE_QUOTED_TEXT");
        }
        return next().value();
    }

    public String identifierOrString() throws SqlError {
        return peek().kind() == Kind.STRING ? string() : identifier();
    }

    /** An unsigned integer; one that no long holds is refused. */
    public long integer() throws SqlError {
        if (peek().kind() != Kind.INTEGER) {
            throw unexpected("INTEGER_VALUE");
        }
        try {
            return Long.parseLong(peek().value());
        } catch (NumberFormatException e) {
            throw SqlErrors.syntax(peek(), "Numeric overflow " + peek().text());
        } finally {
            next();
        }
    }

    /** {@code name}, {@code db.name} or {@code catalog.db.name}. */
    public TableName tableName() throws SqlError {
        List<String> parts = new ArrayList<>();
        parts.add(identifier());
        while (acceptSymbol(".")) {
            parts.add(identifier());
        }
        if (parts.size() > PARTS_WITH_CATALOG) {
            throw SqlErrors.analyzing("invalid qualified name");
        }
        if (parts.size() == PARTS_WITH_CATALOG && !parts.get(0).equals(ONLY_CATALOG)) {
            throw SqlErrors.unknownCatalog(parts.get(0));
        }
        return TableName.of(parts);
    }

    /** {@code (a, b)}. */
    public List<String> identifierList() throws SqlError {
        List<String> names = new ArrayList<>();
        expectSymbol("(");
        do {
            names.add(identifier());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return names;
    }

    /** {@code ("key" = "value", ...)}; of a key that is written twice the last one counts. */
    public Map<String, String> propertyList() throws SqlError {
        Map<String, String> properties = new LinkedHashMap<>();
        expectSymbol("(");
        do {
            String key = string();
            expectSymbol("=");
            properties.put(key, string());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return properties;
    }

    /** {@code PROPERTIES (...)}, or nothing. */
    public Map<String, String> properties() throws SqlError {
        return accept("PROPERTIES") ? propertyList() : Map.of();
    }

    /** {@code COMMENT 'text'}, or nothing. */
    public Optional<String> comment() throws SqlError {
        return accept("COMMENT") ? Optional.of(string()) : Optional.empty();
    }

    public boolean ifNotExists() throws SqlError {
        return accept("IF", "NOT", "EXISTS");
    }

    public boolean ifExists() throws SqlError {
        return accept("IF", "EXISTS");
    }

    /** Moves behind the bracket that closes the one that comes next. */
    public void skipBrackets() throws SqlError {
        expectSymbol("(");
        int depth = 1;
        while (depth > 0) {
            if (isAtEnd()) {
                throw unexpected("')'");
            }
            Token token = next();
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            }
        }
    }

    /** The text between two tokens, both included. */
    public String textOf(Token first, Token last) {
        return text.substring(first.start(), last.end());
    }

    /** The tokens taken since {@code first}, itself included, and the current one as their end. */
    List<Token> takenSince(Token first) {
        List<Token> taken = new ArrayList<>(tokens.subList(tokens.indexOf(first), position));
        Token end = peek();
        taken.add(
                new Token(
                        Kind.END, "<EOF>", "", end.line(), end.column(), end.start(), end.start()));
        return List.copyOf(taken);
    }

    public void expectEnd() throws SqlError {
        if (!isAtEnd()) {
            throw unexpected("<EOF>", "';'");
        }
    }

    /** The refusal of the current token where only these could stand. */
    public SqlError unexpected(String... expected) {
        return SqlErrors.syntax(
                peek(),
                "Unexpected input '"
                        + peek().text()
                        + "', the most similar input is {"
                        + String.join(", ", expected)
                        + "}");
    }

    /** The refusal of the current token where no alternative goes on from {@code first}. */
    public SqlError noViable(Token first) {
        return SqlErrors.syntax(
                peek(), "No viable statement for input '" + textOf(first, peek()) + "'");
    }
}
