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

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Executes INSERT. Used under the lock of the cluster. */
final class Inserts {
    private static final int COUNT_MISMATCH = 5604;
    private static final int MISSING_KEYS = 6014;

    private final Cluster cluster;
    private final QueryEngine engine;
    private final Authorizer authorizer;
    private final SystemVariables variables;

    Inserts(Cluster cluster, QueryEngine engine, Authorizer authorizer, SystemVariables variables) {
        this.cluster = cluster;
        this.engine = engine;
        this.authorizer = authorizer;
        this.variables = variables;
    }

    StatementResult insert(Session session, DmlTarget target, InsertStatement statement)
            throws SqlError {
        Table table = target.table();
        int[] targets = targets(table, statement);
        checkCounts(targets, statement);
        authorizer.requireOnTable(
                session.user(), Privilege.INSERT, target.database(), table.name());
        boolean isStrict =
                variables.value(session, Scope.SESSION, "enable_insert_strict").equals("true");
        RowBuilder builder = new RowBuilder(table, cluster.clock(), isStrict);
        List<Object[]> rows =
                statement.query().isEmpty()
                        ? fromValues(session, statement, targets, builder)
                        : fromQuery(session, statement, targets, builder);
        if (statement.isOverwrite()) {
            table.rows().clear();
        }
        table.rows().apply(rows.stream().map(row -> new Change(row, false)).toList());
        return new StatementResult.Ok(rows.size());
    }

    private int[] targets(Table table, InsertStatement statement) throws SqlError {
        List<Column> columns = table.columns();
        if (statement.columns().isEmpty()) {
            return IntStream.range(0, columns.size()).toArray();
        }
        List<String> names = statement.columns().get();
        int[] targets = new int[names.size()];
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = position(table, names.get(i));
            if (!given.add(targets[i])) {
                throw SqlErrors.analyzing("Column '" + names.get(i) + "' specified twice");
            }
        }
        checkMissing(table, given);
        return targets;
    }

    private static int position(Table table, String name) throws SqlError {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw SqlErrors.analyzing("Unknown column '" + name + "' in '" + table.name() + "'");
    }

    private static void checkMissing(Table table, Set<Integer> given) throws SqlError {
        List<Column> missing =
                IntStream.range(0, table.columns().size())
                        .filter(i -> !given.contains(i))
                        .mapToObj(table.columns()::get)
                        .filter(column -> !column.isAutoIncrement())
                        .filter(column -> !hasDefault(column))
                        .toList();
        if (table.model() == KeysModel.PRIMARY_KEYS && missing.stream().anyMatch(Column::isKey)) {
            String keys =
                    missing.stream()
                            .filter(Column::isKey)
                            .map(Column::name)
                            .collect(Collectors.joining(","));
            throw SqlErrors.analyzing(
                    MISSING_KEYS,
                    "42000",
                    "missing key columns:" + keys + " for primary key table");
        }
        for (Column column : missing) {
            if (!column.isNullable()) {
                throw SqlErrors.analyzing(
                        "'"
                                + column.name()
                                + "' must be explicitly mentioned in column permutation");
            }
        }
    }

    private static boolean hasDefault(Column column) {
        return !(column.defaultValue() instanceof DefaultValue.None)
                && !(column.defaultValue() instanceof DefaultValue.Null);
    }

    private void checkCounts(int[] targets, InsertStatement statement) throws SqlError {
        for (List<List<Token>> row : statement.values()) {
            if (row.size() != targets.length) {
                throw countMismatch(targets.length, row.size());
            }
        }
    }

    private SqlError countMismatch(int expected, int actual) {
        return SqlErrors.analyzing(
                COUNT_MISMATCH,
                cluster.profile() == VersionProfile.V3_3 ? "22001" : "42601",
                "Inserted target column count: "
                        + expected
                        + " doesn't match select/value column count: "
                        + actual);
    }

    private List<Object[]> fromValues(
            Session session, InsertStatement statement, int[] targets, RowBuilder builder)
            throws SqlError {
        List<Object[]> rows = new ArrayList<>(statement.values().size());
        for (List<List<Token>> expressions : statement.values()) {
            Object[] values = new Object[expressions.size()];
            List<DataType> types = new ArrayList<>(values.length);
            for (int i = 0; i < values.length; i++) {
                Literals.Literal literal = literal(session, expressions.get(i));
                values[i] = literal.value();
                types.add(literal.type());
            }
            rows.add(builder.insert(targets, values, types));
        }
        return rows;
    }

    private Literals.Literal literal(Session session, List<Token> expression) throws SqlError {
        Optional<Literals.Literal> literal = Literals.of(expression);
        if (literal.isPresent()) {
            return literal.get();
        }
        StatementResult.Rows result =
                engine.query(session, Tokens.joined(Tokens.of("SELECT"), expression));
        return new Literals.Literal(result.rows().get(0)[0], result.columns().get(0).type());
    }

    private List<Object[]> fromQuery(
            Session session, InsertStatement statement, int[] targets, RowBuilder builder)
            throws SqlError {
        StatementResult.Rows result = engine.query(session, statement.query());
        if (result.columns().size() != targets.length) {
            throw countMismatch(targets.length, result.columns().size());
        }
        List<DataType> types =
                result.columns().stream().map(StatementResult.ResultColumn::type).toList();
        List<Object[]> rows = new ArrayList<>(result.rows().size());
        for (Object[] values : result.rows()) {
            rows.add(builder.insert(targets, values, types));
        }
        return rows;
    }
}
