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

/**
 * A parsed UPDATE.
 *
 * @param columns the columns that are set
 * @param expressions the new value of each of them
 * @param from the table, further tables and the condition, as a query has them behind FROM
 * @param hasCondition whether there is a WHERE
 */
record UpdateStatement(
        TableName table,
        List<String> columns,
        List<List<Token>> expressions,
        List<Token> from,
        boolean hasCondition) {

    static UpdateStatement parse(String text, List<Token> tokens) throws SqlError {
        TokenCursor cursor = new TokenCursor(text, Tokens.withEnd(tokens));
        cursor.expect("UPDATE");
        List<Token> from = new ArrayList<>();
        Token first = cursor.peek();
        TableName table = cursor.tableName();
        tokens.stream()
                .filter(t -> t.start() >= first.start() && t.end() <= cursor.previous().end())
                .forEach(from::add);
        if (!cursor.isNext("SET")) {
            cursor.accept("AS");
            cursor.identifier();
            from.add(cursor.previous());
        }
        cursor.expect("SET");
        List<String> columns = new ArrayList<>();
        List<List<Token>> expressions = new ArrayList<>();
        do {
            columns.add(cursor.tableName().table());
            cursor.expectSymbol("=");
            expressions.add(expression(cursor));
        } while (cursor.acceptSymbol(","));
        if (cursor.accept("FROM")) {
            from.addAll(Tokens.of(","));
        }
        boolean hasCondition = false;
        while (!cursor.isAtEnd()) {
            hasCondition |= cursor.isNext("WHERE");
            from.add(cursor.next());
        }
        return new UpdateStatement(table, columns, expressions, from, hasCondition);
    }

    private static List<Token> expression(TokenCursor cursor) {
        List<Token> expression = new ArrayList<>();
        int depth = 0;
        while (!cursor.isAtEnd()) {
            boolean isEnd =
                    cursor.isNextSymbol(",") || cursor.isNext("FROM") || cursor.isNext("WHERE");
            if (depth == 0 && isEnd) {
                break;
            }
            Token token = cursor.next();
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            expression.add(token);
        }
        return expression;
    }
}
