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

import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Executes DELETE and UPDATE: a query over the table, to which the number of each row is added,
 * finds the rows. Used under the lock of the cluster.
 */
final class RowChanges {
    private static final String ROW_NUMBER = "__emulator_row";

    private final Cluster cluster;
    private final QueryEngine engine;
    private final CatalogTables tables;
    private final Authorizer authorizer;

    RowChanges(Cluster cluster, QueryEngine engine, CatalogTables tables, Authorizer authorizer) {
        this.cluster = cluster;
        this.engine = engine;
        this.tables = tables;
        this.authorizer = authorizer;
    }

    /**
     * @param from the tokens from the table's name to the end
     */
    StatementResult delete(Session session, DmlTarget target, List<Token> from) throws SqlError {
        Table table = target.table();
        authorizer.requireOnTable(
                session.user(), Privilege.DELETE, target.database(), table.name());
        List<Object[]> rows = table.rows().snapshot();
        StatementResult.Rows found =
                find(session, target, rows, List.of(), spelled("USING", ",", from));
        Set<Object[]> doomed = Collections.newSetFromMap(new IdentityHashMap<>());
        found.rows().forEach(row -> doomed.add(rows.get(((Number) row[0]).intValue())));
        table.rows().removeIf(doomed::contains);
        return new StatementResult.Ok(doomed.size());
    }

    /** Writes a keyword as what stands for it in a query. */
    private static List<Token> spelled(String keyword, String symbol, List<Token> tokens)
            throws SqlError {
        List<Token> spelled = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isKeyword(keyword)) {
                spelled.addAll(Tokens.of(symbol));
            } else {
                spelled.add(token);
            }
        }
        return spelled;
    }

    StatementResult update(Session session, DmlTarget target, UpdateStatement statement)
            throws SqlError {
        Table table = target.table();
        if (table.model() != KeysModel.PRIMARY_KEYS) {
            throw SqlErrors.analyzing("only support updating primary key table");
        }
        int[] targets = targets(table, statement);
        if (!statement.hasCondition() && !isFewColumns(targets.length, table)) {
            throw SqlErrors.analyzing("must specify where clause to prevent full table update");
        }
        checkKeys(table, targets);
        authorizer.requireOnTable(
                session.user(), Privilege.UPDATE, target.database(), table.name());
        List<Object[]> rows = table.rows().snapshot();
        StatementResult.Rows found =
                find(session, target, rows, statement.expressions(), statement.from());
        RowBuilder builder = new RowBuilder(table, cluster.clock(), true);
        List<Change> changes = new ArrayList<>(found.rows().size());
        for (Object[] values : found.rows()) {
            Object[] row = rows.get(((Number) values[0]).intValue()).clone();
            for (int i = 0; i < targets.length; i++) {
                if (isDefault(statement.expressions().get(i))) {
                    builder.reset(row, targets[i]);
                    continue;
                }
                DataType type = found.columns().get(i + 1).type();
                builder.replace(row, targets[i], values[i + 1], type);
            }
            changes.add(new Change(row, false));
        }
        table.rows().apply(changes);
        return new StatementResult.Ok(changes.size());
    }

    private static int[] targets(Table table, UpdateStatement statement) throws SqlError {
        int[] targets = new int[statement.columns().size()];
        for (int i = 0; i < targets.length; i++) {
            String name = statement.columns().get(i);
            Column column =
                    table.column(name)
                            .orElseThrow(
                                    () ->
                                            SqlErrors.analyzing(
                                                    "table '"
                                                            + table.name()
                                                            + "' do not existing column '"
                                                            + name
                                                            + "'"));
            targets[i] = table.columns().indexOf(column);
        }
        return targets;
    }

    private static void checkKeys(Table table, int[] targets) throws SqlError {
        for (int target : targets) {
            Column column = table.columns().get(target);
            if (column.isKey()) {
                throw SqlErrors.analyzing("primary key column cannot be updated: " + column.name());
            }
        }
    }

    /** All rows may be updated where that writes few columns of many. */
    private static boolean isFewColumns(int updated, Table table) {
        return updated <= 3 && updated < table.columns().size() * 0.3;
    }

    private StatementResult.Rows find(
            Session session,
            DmlTarget target,
            List<Object[]> rows,
            List<List<Token>> expressions,
            List<Token> from)
            throws SqlError {
        List<Token> query = new ArrayList<>(Tokens.of("SELECT " + ROW_NUMBER));
        for (List<Token> expression : expressions) {
            if (isDefault(expression)) {
                query.addAll(Tokens.of(", NULL"));
                continue;
            }
            query.addAll(Tokens.of(", ("));
            query.addAll(expression);
            query.addAll(Tokens.of(")"));
        }
        query.addAll(Tokens.of("FROM"));
        query.addAll(from);
        QueryTable numbered = numbered(target.table(), rows);
        return engine.query(
                session,
                query,
                (asking, name) ->
                        isTarget(asking, name, target) ? numbered : tables.table(asking, name));
    }

    private boolean isTarget(Session session, TableName name, DmlTarget target) throws SqlError {
        return tables.databaseName(session, name).equals(target.database())
                && name.table().equals(target.table().name());
    }

    private static boolean isDefault(List<Token> expression) {
        return expression.size() == 1 && expression.get(0).isKeyword("DEFAULT");
    }

    private static QueryTable numbered(Table table, List<Object[]> rows) {
        List<QueryTable.Field> fields = new ArrayList<>();
        table.columns().forEach(c -> fields.add(new QueryTable.Field(c.name(), c.type())));
        fields.add(new QueryTable.Field(ROW_NUMBER, DataType.of(TypeKind.BIGINT)));
        List<Object[]> numbered = new ArrayList<>(rows.size());
        for (Object[] row : rows) {
            Object[] longer = new Object[fields.size()];
            System.arraycopy(row, 0, longer, 0, row.length);
            longer[row.length] = (long) numbered.size();
            numbered.add(longer);
        }
        return new QueryTable(fields, numbered);
    }
}
