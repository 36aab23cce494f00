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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.SqlParser;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Executes CREATE TABLE ... AS SELECT: asks the query for its columns, creates the table with them,
 * and inserts the query's rows. Thread-safe.
 */
final class TableFromQuery {
    private final VersionProfile profile;
    private final StatementExecutor catalogStatements;
    private final StatementExecutor queries;

    TableFromQuery(
            VersionProfile profile,
            StatementExecutor catalogStatements,
            StatementExecutor queries) {
        this.profile = profile;
        this.catalogStatements = catalogStatements;
        this.queries = queries;
    }

    StatementResult execute(Session session, Statement.Query statement) throws SqlError {
        int offset = statement.tokens().get(0).start();
        Token as = as(statement.tokens());
        String head = statement.text().substring(0, as.start() - offset);
        String query = statement.text().substring(as.end() - offset);
        TokenCursor cursor = new TokenCursor(head, Lexer.tokens(head));
        cursor.expect("CREATE", "TABLE");
        boolean ifNotExists = cursor.ifNotExists();
        Token nameStart = cursor.peek();
        cursor.tableName();
        String name = cursor.textOf(nameStart, cursor.previous());
        List<String> aliases = cursor.isNextSymbol("(") ? cursor.identifierList() : List.of();
        String clauses = cursor.isAtEnd() ? "" : head.substring(cursor.peek().start());
        StatementResult.Rows rows = (StatementResult.Rows) queries.execute(session, one(query));
        String columns = columns(rows.columns(), aliases);
        catalogStatements.execute(
                session,
                one(
                        "CREATE TABLE "
                                + (ifNotExists ? "IF NOT EXISTS " : "")
                                + name
                                + columns
                                + clauses));
        return queries.execute(session, one("INSERT INTO " + name + " " + query));
    }

    private Statement one(String text) throws SqlError {
        return SqlParser.statements(text, profile).get(0);
    }

    private static Token as(List<Token> tokens) {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && token.isKeyword("AS")) {
                return token;
            }
        }
        throw new IllegalArgumentException("no AS in CREATE TABLE ... AS SELECT");
    }

    private static String columns(List<ResultColumn> columns, List<String> aliases)
            throws SqlError {
        if (!aliases.isEmpty() && aliases.size() != columns.size()) {
            throw SqlErrors.analyzing(
                    "Number of column names does not match the query's: "
                            + aliases.size()
                            + " vs "
                            + columns.size());
        }
        List<String> definitions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ResultColumn column = columns.get(i);
            String label = aliases.isEmpty() ? column.label() : aliases.get(i);
            definitions.add("`" + label + "` " + TypeNames.declared(column.type()));
        }
        return " (" + String.join(", ", definitions) + ") ";
    }

    /** The statement, if it creates a table from a query. */
    static Optional<Statement.Query> of(Statement statement) {
        boolean isMeant =
                statement instanceof Statement.Query query
                        && query.tokens().get(0).isKeyword("CREATE");
        return isMeant ? Optional.of((Statement.Query) statement) : Optional.empty();
    }
}
