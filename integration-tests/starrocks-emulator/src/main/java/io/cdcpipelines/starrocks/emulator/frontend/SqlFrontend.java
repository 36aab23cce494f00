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
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlParser;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SQL side of a frontend: parses a text and has each of its statements executed by whom it
 * concerns. Thread-safe, as long as each session is used by one thread.
 */
public final class SqlFrontend {
    private final VersionProfile profile;
    private final StatementExecutor catalogStatements;
    private final StatementExecutor queries;
    private final StatementExecutor administration;
    private final TableFromQuery tableFromQuery;

    /**
     * @param catalogStatements executes DDL and SHOW of the catalog
     * @param queries executes {@link Statement.Query}
     * @param administration executes {@link Statement.Administration}
     */
    public SqlFrontend(
            VersionProfile profile,
            StatementExecutor catalogStatements,
            StatementExecutor queries,
            StatementExecutor administration) {
        this.profile = profile;
        this.catalogStatements = catalogStatements;
        this.queries = queries;
        this.administration = administration;
        this.tableFromQuery = new TableFromQuery(profile, catalogStatements, queries);
    }

    /**
     * Executes the statements of a text in order, up to the first that fails.
     *
     * @return one outcome for each statement that was tried; of a text with a syntax error, or
     *     without any statement, there is exactly one
     */
    public List<StatementOutcome> execute(Session session, String text) {
        List<StatementOutcome> outcomes = new ArrayList<>();
        try {
            for (Statement statement : SqlParser.statements(text, profile)) {
                outcomes.add(new StatementOutcome.Success(result(session, statement)));
            }
        } catch (SqlError e) {
            outcomes.add(new StatementOutcome.Failure(e));
        }
        if (outcomes.isEmpty()) {
            outcomes.add(new StatementOutcome.Success(new StatementResult.Ok(0)));
        }
        return outcomes;
    }

    private StatementResult result(Session session, Statement statement) throws SqlError {
        Optional<Statement.Query> creation = TableFromQuery.of(statement);
        return creation.isPresent()
                ? tableFromQuery.execute(session, creation.get())
                : executorOf(statement).execute(session, statement);
    }

    private StatementExecutor executorOf(Statement statement) {
        if (statement instanceof Statement.Query) {
            return queries;
        }
        return statement instanceof Statement.Administration ? administration : catalogStatements;
    }
}
