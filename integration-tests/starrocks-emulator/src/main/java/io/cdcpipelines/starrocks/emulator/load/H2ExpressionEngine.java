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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Evaluates expressions with H2 in MySQL mode, row by row. Thread-safe: one statement at a time.
 * Meant for the few expressions that clients send, not for speed.
 */
public final class H2ExpressionEngine implements ExpressionEngine, AutoCloseable {
    /** The class of SQL states for values that do not fit, which evaluate to NULL. */
    private static final String DATA_EXCEPTION = "22";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    public H2ExpressionEngine() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(
                "jdbc:h2:mem:;MODE=MySQL;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the database for expressions", e);
        }
    }

    @Override
    public synchronized Object evaluate(String sql, Map<String, Object> variables)
            throws LoadException {
        List<String> names = new ArrayList<>(variables.keySet());
        try {
            PreparedStatement statement = statement(sql, names, variables);
            for (int i = 0; i < names.size(); i++) {
                statement.setObject(i + 1, variables.get(names.get(i)));
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getObject(1) : null;
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(DATA_EXCEPTION)) {
                return null;
            }
            throw new LoadException(
                    StatusCode.ANALYSIS_ERROR,
                    "Getting analyzing error. Detail message: cannot evaluate '" + sql + "'.");
        }
    }

    private PreparedStatement statement(
            String sql, List<String> names, Map<String, Object> variables) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT ").append(withSqlStrings(sql));
        if (!names.isEmpty()) {
            query.append(" FROM (SELECT ");
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i).replace("\"", "\"\"");
                query.append(i == 0 ? "CAST(? AS " : ", CAST(? AS ")
                        .append(type(variables.get(names.get(i))))
                        .append(") AS \"")
                        .append(name)
                        .append('"');
            }
            query.append(')');
        }
        PreparedStatement known = statements.get(query.toString());
        if (known == null) {
            known = connection.prepareStatement(query.toString());
            statements.put(query.toString(), known);
        }
        return known;
    }

    private static String type(Object value) {
        if (value instanceof Boolean) {
            return "BOOLEAN";
        }
        if (value instanceof Integer || value instanceof Long) {
            return "BIGINT";
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return "NUMERIC(78, 38)";
        }
        if (value instanceof Float || value instanceof Double) {
            return "DOUBLE PRECISION";
        }
        if (value instanceof LocalDate) {
            return "DATE";
        }
        return value instanceof LocalDateTime ? "TIMESTAMP(6)" : "VARCHAR";
    }

    /** Rewrites string literals, which StarRocks also writes in double quotes. */
    private static String withSqlStrings(String sql) {
        StringBuilder out = new StringBuilder();
        int position = 0;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (c == '\'' || c == '"') {
                SqlLiteral literal = SqlLiteral.read(sql, position);
                out.append('\'').append(literal.value().replace("'", "''")).append('\'');
                position = literal.end();
            } else {
                out.append(c == '`' ? '"' : c);
                position++;
            }
        }
        return out.toString();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the database for expressions", e);
        }
    }
}
