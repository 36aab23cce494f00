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
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed INSERT.
 *
 * @param columns empty for all columns in their order
 * @param values the rows of VALUES, each a list of expressions; empty for a query
 * @param query the tokens of the query, empty for VALUES
 */
record InsertStatement(
        TableName table,
        boolean isOverwrite,
        Optional<List<String>> columns,
        List<List<List<Token>>> values,
        List<Token> query) {

    static InsertStatement parse(String text, List<Token> tokens) throws SqlError {
        TokenCursor cursor = new TokenCursor(text, Tokens.withEnd(tokens));
        cursor.expect("INSERT");
        boolean isOverwrite = cursor.accept("OVERWRITE");
        if (!isOverwrite) {
            cursor.expect("INTO");
        }
        TableName table = cursor.tableName();
        if (cursor.acceptAny("PARTITION", "PARTITIONS")) {
            cursor.skipBrackets();
        }
        if (cursor.accept("WITH", "LABEL")) {
            cursor.identifierOrString();
        }
        Optional<List<String>> columns = Optional.empty();
        if (cursor.isNextSymbol("(") && !isQuery(cursor.peek(1))) {
            columns = Optional.of(cursor.identifierList());
        }
        if (cursor.acceptAny("VALUES", "VALUE")) {
            return new InsertStatement(table, isOverwrite, columns, rows(cursor), List.of());
        }
        if (!isQuery(cursor.peek())) {
            throw cursor.unexpected("'('", "'SELECT'", "'VALUES'", "'WITH'");
        }
        return new InsertStatement(table, isOverwrite, columns, List.of(), rest(cursor));
    }

    private static boolean isQuery(Token token) {
        return token.isKeyword("SELECT") || token.isKeyword("WITH") || token.isSymbol("(");
    }

    private static List<Token> rest(TokenCursor cursor) {
        List<Token> tokens = new ArrayList<>();
        while (!cursor.isAtEnd()) {
            tokens.add(cursor.next());
        }
        return tokens;
    }

    private static List<List<List<Token>>> rows(TokenCursor cursor) throws SqlError {
        List<List<List<Token>>> rows = new ArrayList<>();
        do {
            cursor.expectSymbol("(");
            rows.add(row(cursor));
        } while (cursor.acceptSymbol(","));
        cursor.expectEnd();
        return rows;
    }

    private static List<List<Token>> row(TokenCursor cursor) throws SqlError {
        List<List<Token>> row = new ArrayList<>();
        List<Token> expression = new ArrayList<>();
        int depth = 0;
        while (depth > 0 || !cursor.isNextSymbol(")")) {
            if (cursor.isAtEnd()) {
                throw cursor.unexpected("')'", "','");
            }
            Token token = cursor.next();
            if (depth == 0 && token.isSymbol(",")) {
                row.add(expression);
                expression = new ArrayList<>();
                continue;
            }
            depth += depthChange(token);
            expression.add(token);
        }
        cursor.next();
        row.add(expression);
        return row;
    }

    /** Arrays and maps are written in brackets of their own. */
    private static int depthChange(Token token) {
        if (token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{")) {
            return 1;
        }
        return token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}") ? -1 : 0;
    }
}
