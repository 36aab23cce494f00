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

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Evaluates queries over the rows of the emulator with H2. A query sees each of its tables at the
 * moment it began. Thread-safe.
 */
final class QueryEngine implements AutoCloseable {
    private final H2Database database = new H2Database();
    private final TableSource source;
    private final SystemVariables variables;
    private final Cluster cluster;

    QueryEngine(TableSource source, SystemVariables variables, Cluster cluster) {
        this.source = source;
        this.variables = variables;
        this.cluster = cluster;
    }

    StatementResult.Rows query(Session session, List<Token> tokens) throws SqlError {
        return query(session, tokens, source);
    }

    /** Evaluates a query over tables of the caller's choice. */
    StatementResult.Rows query(Session session, List<Token> tokens, TableSource tables)
            throws SqlError {
        SelectSyntax.check(tokens);
        try (H2Session h2 = database.session()) {
            QueryRewriter rewriter =
                    new QueryRewriter(
                            tokens,
                            name -> h2.show(tables.table(session, name)),
                            new SessionExpressions(session, variables, cluster));
            String sql = rewriter.rewrite();
            try (Statement statement = h2.connection().createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                return new ResultReader(h2.tables()).read(result);
            }
        } catch (SQLException e) {
            throw QueryErrors.of(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
