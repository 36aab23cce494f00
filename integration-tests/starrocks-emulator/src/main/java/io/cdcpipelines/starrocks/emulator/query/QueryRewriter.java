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
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the tokens of a StarRocks query into SQL of H2: names, literals, operators, casts and
 * functions. It never evaluates anything, and does not know the grammar beyond the places where
 * tables stand. For one query and one thread.
 */
final class QueryRewriter {

    /** Gives a table of the query the name that H2 shall know it by. */
    @FunctionalInterface
    interface TableNames {
        String h2Name(TableName table) throws SqlError;
    }

    private enum FrameKind {
        QUERY,
        TABLES,
        CAST,
        DATE_PLUS,
        DATE_MINUS,
        OTHER
    }

    private static final String DATE_ARGUMENT = "(sr_cast_datetime(";

    /** One level of brackets. */
    private static final class Frame {
        private final FrameKind kind;
        private final String closing;
        private boolean isQuery;
        private boolean isInFrom;
        private boolean expectsTable;

        private Frame(FrameKind kind, String closing) {
            this.kind = kind;
            this.closing = closing;
            this.isQuery = kind == FrameKind.QUERY;
            this.isInFrom = kind == FrameKind.TABLES;
            this.expectsTable = kind == FrameKind.TABLES;
        }
    }

    /** H2 has no longer names. */
    private static final int MAX_LABEL = 256;

    private final List<Token> tokens;
    private final TableNames tables;
    private final SessionExpressions expressions;
    private final Map<Integer, String> labels;
    private final Set<String> commonTables;
    private final Set<String> aliases = new HashSet<>();
    private final Map<TableName, String> aliasOfTable = new HashMap<>();
    private final Map<TableName, String> h2Names = new HashMap<>();
    private final Map<Integer, Integer> openDivisors = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();
    private int position;
    private boolean hasQualifiedNames;

    QueryRewriter(List<Token> tokens, TableNames tables, SessionExpressions expressions) {
        this.tokens = tokens;
        this.tables = tables;
        this.expressions = expressions;
        this.labels = SelectLabels.of(tokens);
        this.commonTables = CommonTables.names(tokens);
    }

    /** Reads the tokens twice: names in front of FROM can only be told when FROM is known. */
    String rewrite() throws SqlError {
        run();
        if (hasQualifiedNames) {
            run();
        }
        return out.toString();
    }

    private void run() throws SqlError {
        position = 0;
        out.setLength(0);
        aliases.clear();
        openDivisors.clear();
        frames.clear();
        frames.push(new Frame(FrameKind.QUERY, ""));
        while (position < tokens.size()) {
            closeDivisors();
            label();
            step();
        }
        closeDivisors();
        label();
    }

    private void label() {
        String label = labels.get(position);
        if (label != null && frames.size() == 1) {
            emit("AS " + quoted(label.substring(0, Math.min(label.length(), MAX_LABEL))));
        }
    }

    private void step() throws SqlError {
        Token token = tokens.get(position);
        Frame frame = frames.peek();
        if (token.isSymbol("(")) {
            open("(", frame.expectsTable ? tableFrame() : FrameKind.OTHER, ")");
        } else if (token.isSymbol(")")) {
            close();
        } else if (frame.expectsTable && token.isIdentifier()) {
            table(frame);
        } else if (token.kind() == Kind.WORD) {
            word(token, frame);
        } else {
            literalOrSymbol(token, frame);
        }
    }

    private FrameKind tableFrame() {
        return isQueryStart(position + 1) ? FrameKind.QUERY : FrameKind.TABLES;
    }

    private boolean isQueryStart(int index) {
        int i = index;
        while (at(i).isSymbol("(")) {
            i++;
        }
        return at(i).isKeyword("SELECT") || at(i).isKeyword("WITH") || at(i).isKeyword("VALUES");
    }

    /** Opens a level of brackets behind the text that stands for everything up to it. */
    private void open(String text, FrameKind kind, String closing) {
        if (kind == FrameKind.OTHER && isQueryStart(position + 1)) {
            frames.push(new Frame(FrameKind.QUERY, closing));
        } else {
            frames.push(new Frame(kind, closing));
        }
        emit(text);
        position++;
    }

    private void close() {
        if (frames.size() == 1) {
            emit(")");
        } else {
            emit(frames.pop().closing);
            frames.peek().expectsTable = false;
        }
        position++;
    }

    private void table(Frame frame) throws SqlError {
        List<String> parts = new ArrayList<>();
        parts.add(tokens.get(position++).value());
        while (at(position).isSymbol(".") && at(position + 1).kind() != Kind.END) {
            parts.add(at(position + 1).value());
            position += 2;
        }
        frame.expectsTable = false;
        if (at(position).isSymbol("(")) {
            throw QueryErrors.noTableFunction(parts.get(parts.size() - 1));
        }
        if (parts.size() == 1 && commonTables.contains(parts.get(0))) {
            emit(parts.get(0));
            return;
        }
        String table = parts.get(parts.size() - 1);
        TableName name =
                new TableName(
                        parts.size() == 1
                                ? Optional.empty()
                                : Optional.of(parts.get(parts.size() - 2)),
                        table);
        if (!h2Names.containsKey(name)) {
            h2Names.put(name, tables.h2Name(name));
        }
        emit(quoted(h2Names.get(name)));
        if (!hasTableAlias()) {
            String alias = aliases.add(table) ? table : String.join(".", parts);
            aliasOfTable.put(name, alias);
            emit("AS " + quoted(alias));
        }
    }

    private boolean hasTableAlias() {
        Token token = at(position);
        if (token.isKeyword("AS")) {
            return true;
        }
        boolean isAlias =
                token.isIdentifier()
                        && !(token.kind() == Kind.WORD
                                && QueryWords.NO_TABLE_ALIASES.contains(
                                        token.text().toUpperCase(Locale.ROOT)));
        if (isAlias) {
            aliases.add(token.value());
        }
        return isAlias;
    }

    private void word(Token token, Frame frame) throws SqlError {
        String upper = token.text().toUpperCase(Locale.ROOT);
        if (SelectLabels.isBinaryLiteral(token, at(position + 1))) {
            emit("X'" + at(position + 1).value() + "'");
            position += 2;
            return;
        }
        if (at(position + 1).isSymbol("(")
                && !QueryWords.NO_FUNCTIONS.contains(upper)
                && !at(position - 1).isSymbol(".")) {
            call(upper);
            return;
        }
        Optional<String> constant = expressions.word(upper);
        if (constant.isPresent() && !isName()) {
            emit(constant.get());
            position++;
            return;
        }
        switch (upper) {
            case "SELECT" -> frame.isQuery = true;
            case "FROM" -> frame.isInFrom = frame.isQuery;
            default -> {}
        }
        if (upper.equals("COLLATE") && !isName()) {
            position += 2;
            return;
        }
        if (QueryWords.FROM_ENDS.contains(upper)) {
            frame.isInFrom = false;
        }
        frame.expectsTable = frame.isInFrom && (upper.equals("FROM") || upper.equals("JOIN"));
        String spelling = QueryWords.SPELLINGS.get(upper);
        if (spelling != null && !isName()) {
            emit(spelling);
            position++;
        } else if (upper.equals("HAVING") && HavingClauses.isFilter(tokens, position)) {
            emit("QUALIFY");
            position++;
        } else if (upper.equals("DATETIME") && at(position + 1).kind() == Kind.STRING) {
            emit("TIMESTAMP");
            position++;
        } else if (upper.equals("DIV")) {
            divide("/");
        } else if (upper.equals("INTERVAL") && at(position + 1).kind() == Kind.INTEGER) {
            emit("INTERVAL '" + at(position + 1).text() + "'");
            position += 2;
        } else if (upper.equals("INTERVAL") && at(position + 2).kind() == Kind.INTEGER) {
            emit("INTERVAL '" + at(position + 1).text() + at(position + 2).text() + "'");
            position += 3;
        } else if (frame.kind == FrameKind.CAST && upper.equals("AS")) {
            castTarget();
        } else {
            name(token);
        }
    }

    private boolean isName() {
        return at(position - 1).isSymbol(".")
                || at(position + 1).isSymbol(".")
                || at(position - 1).isKeyword("AS");
    }

    /** A name, or a keyword; where a name has a table before it, that is named by its alias. */
    private void name(Token token) {
        if (at(position + 1).isSymbol(".") && at(position + 3).isSymbol(".")) {
            TableName table = new TableName(Optional.of(token.value()), at(position + 2).value());
            String alias =
                    aliasOfTable.getOrDefault(
                            table,
                            aliasOfTable.get(new TableName(Optional.empty(), table.table())));
            hasQualifiedNames = true;
            if (alias != null) {
                emit(quoted(alias));
                position += 3;
                return;
            }
        }
        boolean isPlain =
                token.kind() == Kind.WORD
                        && token.text().matches("[A-Za-z_][A-Za-z0-9_]*")
                        && !at(position - 1).isSymbol(".");
        emit(isPlain ? token.text() : quoted(token.value()));
        position++;
    }

    private void call(String upper) throws SqlError {
        if (FunctionAliases.isForeign(upper)) {
            throw QueryErrors.noFunction(at(position).text());
        }
        boolean isEmpty = at(position + 2).isSymbol(")");
        Optional<String> value = isEmpty ? expressions.function(upper) : Optional.empty();
        if (value.isPresent()) {
            emit(value.get());
            position += 3;
            return;
        }
        position++;
        switch (upper) {
            case "CAST" -> castFrame();
            case "DATE_ADD", "ADDDATE" -> open(DATE_ARGUMENT, FrameKind.DATE_PLUS, ")");
            case "DATE_SUB", "SUBDATE" -> open(DATE_ARGUMENT, FrameKind.DATE_MINUS, ")");
            case "NDV", "APPROX_COUNT_DISTINCT" -> open("COUNT(DISTINCT", FrameKind.OTHER, ")");
            default -> {
                String name = at(position - 1).text();
                emit(FunctionAliases.h2Name(name).orElse(name));
                open("(", FrameKind.OTHER, ")");
            }
        }
    }

    /** Writes a function of {@link Casts} for CAST, by the type that stands at its end. */
    private void castFrame() {
        int depth = 0;
        int as = -1;
        for (int i = position; i < tokens.size(); i++) {
            Token token = at(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")") && --depth == 0) {
                break;
            } else if (depth == 1 && token.isKeyword("AS")) {
                as = i;
            }
        }
        CastTarget target = as < 0 ? CastTarget.NONE : CastTarget.of(tokens, as + 1);
        open(target.opening(), FrameKind.CAST, target.closing());
    }

    /** Leaves out AS and the type: the function that was opened stands for them. */
    private void castTarget() {
        int depth = 0;
        position++;
        while (position < tokens.size() && !(depth == 0 && at(position).isSymbol(")"))) {
            if (at(position).isSymbol("(")) {
                depth++;
            } else if (at(position).isSymbol(")")) {
                depth--;
            }
            position++;
        }
    }

    private void literalOrSymbol(Token token, Frame frame) throws SqlError {
        if (token.kind() == Kind.STRING) {
            boolean isAlias =
                    at(position - 1).isKeyword("AS") || SelectLabels.names(at(position - 1), token);
            emit(isAlias ? quoted(token.value()) : "'" + token.value().replace("'", "''") + "'");
            position++;
        } else if (token.kind() == Kind.QUOTED_IDENTIFIER) {
            name(token);
        } else if (token.isSymbol("@")) {
            variable();
        } else if (token.isSymbol(",")) {
            comma(frame);
        } else if (token.isSymbol("/") || token.isSymbol("%")) {
            divide(QueryWords.OPERATORS.getOrDefault(token.text(), token.text()));
        } else {
            String symbol = token.text();
            emit(QueryWords.OPERATORS.getOrDefault(symbol, symbol));
            position++;
        }
    }

    /** Division by zero is NULL, and no error as in H2. */
    private void divide(String operator) {
        emit(operator + " NULLIF(");
        position++;
        openDivisors.merge(Operands.end(tokens, position), 1, Integer::sum);
    }

    private void closeDivisors() {
        for (int i = openDivisors.getOrDefault(position, 0); i > 0; i--) {
            emit(", 0)");
        }
        openDivisors.remove(position);
    }

    private void comma(Frame frame) {
        if (frame.kind == FrameKind.DATE_PLUS) {
            emit(") +");
        } else if (frame.kind == FrameKind.DATE_MINUS) {
            emit(") -");
        } else {
            emit(",");
            frame.expectsTable = frame.isInFrom;
        }
        position++;
    }

    private void variable() throws SqlError {
        position++;
        if (!at(position).isSymbol("@")) {
            emit(expressions.userVariable(at(position++).value()));
            return;
        }
        position++;
        String scope = "";
        if (at(position + 1).isSymbol(".")) {
            scope = at(position).text();
            position += 2;
        }
        emit(expressions.systemVariable(scope, at(position++).value()));
    }

    private Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : CastTarget.NO_TOKEN;
    }

    private void emit(String text) {
        out.append(out.length() == 0 || text.equals(".") || endsWithDot() ? "" : " ").append(text);
    }

    private boolean endsWithDot() {
        return out.charAt(out.length() - 1) == '.';
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
