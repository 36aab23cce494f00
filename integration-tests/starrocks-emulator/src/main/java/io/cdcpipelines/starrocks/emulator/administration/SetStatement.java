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

package io.cdcpipelines.starrocks.emulator.administration;

import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Executes SET of variables, names and transaction characteristics. Thread-safe. */
final class SetStatement {
    private static final int WRONG_VALUE = 1231;

    /** NULL for a character set means: as sent. */
    private static final Optional<String> NULL_VALUE = Optional.of("");

    private static final Set<String> SQL_MODES =
            Set.of(
                    ("ALLOW_INVALID_DATES ALLOW_THROW_EXCEPTION ANSI ANSI_QUOTES"
                                    + " ERROR_FOR_DIVISION_BY_ZERO ERROR_IF_OVERFLOW FORBID_INVALID_DATE"
                                    + " DB2 MAXDB MSSQL MYSQL323 MYSQL40 ORACLE POSTGRESQL"
                                    + " DISABLE_CTE_REUSE GROUP_CONCAT_LEGACY HIGH_NOT_PRECEDENCE"
                                    + " IGNORE_SPACE NO_AUTO_CREATE_USER NO_AUTO_VALUE_ON_ZERO"
                                    + " NO_BACKSLASH_ESCAPES NO_DIR_IN_CREATE NO_ENGINE_SUBSTITUTION"
                                    + " NO_FIELD_OPTIONS NO_KEY_OPTIONS NO_TABLE_OPTIONS"
                                    + " NO_UNSIGNED_SUBTRACTION NO_ZERO_DATE NO_ZERO_IN_DATE"
                                    + " ONLY_FULL_GROUP_BY PAD_CHAR_TO_FULL_LENGTH PIPES_AS_CONCAT"
                                    + " REAL_AS_FLOAT SORT_NULLS_LAST STRICT_ALL_TABLES"
                                    + " STRICT_TRANS_TABLES TIME_TRUNCATE_FRACTIONAL TRADITIONAL")
                            .split(" "));

    private final SystemVariables variables;
    private final StatementExecutor queries;

    /**
     * @param queries evaluates values that are expressions
     */
    SetStatement(SystemVariables variables, StatementExecutor queries) {
        this.variables = variables;
        this.queries = queries;
    }

    /**
     * @param cursor behind SET
     */
    void execute(Session session, TokenCursor cursor) throws SqlError {
        do {
            item(session, cursor);
        } while (cursor.acceptSymbol(","));
        cursor.expectEnd();
    }

    private void item(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.accept("NAMES")) {
            names(session, cursor);
        } else if (cursor.accept("CHARSET") || cursor.accept("CHARACTER", "SET")) {
            word(cursor);
        } else if (cursor.isNext("TRANSACTION")
                || cursor.isNext("SESSION", "TRANSACTION")
                || cursor.isNext("GLOBAL", "TRANSACTION")) {
            skipItem(cursor);
        } else if (cursor.isNextSymbol("@") && !cursor.peek(1).isSymbol("@")) {
            userVariable(session, cursor);
        } else {
            systemVariable(session, cursor);
        }
    }

    private void names(Session session, TokenCursor cursor) throws SqlError {
        String charset = word(cursor);
        if (cursor.accept("COLLATE")) {
            word(cursor);
        }
        if (!charset.equalsIgnoreCase("DEFAULT")) {
            session.variable("character_set_client", charset);
            session.variable("character_set_connection", charset);
            session.variable("character_set_results", charset);
        }
    }

    private static void skipItem(TokenCursor cursor) {
        while (!cursor.isAtEnd()) {
            cursor.next();
        }
    }

    private void userVariable(Session session, TokenCursor cursor) throws SqlError {
        cursor.next();
        String name = cursor.identifierOrString();
        cursor.acceptSymbol(":");
        cursor.expectSymbol("=");
        List<Token> expression = expression(cursor);
        Optional<String> value = evaluated(session, expression);
        boolean isText = expression.size() == 1 && expression.get(0).kind() == Kind.STRING;
        boolean isNumber = !isText && value.isPresent() && value.get().matches("-?\\d+(\\.\\d+)?");
        session.variable(
                "@" + name,
                value.map(v -> isNumber ? v : "'" + v.replace("'", "''") + "'").orElse("NULL"));
    }

    private void systemVariable(Session session, TokenCursor cursor) throws SqlError {
        Scope scope = scope(cursor);
        String name = cursor.identifier();
        cursor.acceptSymbol(":");
        cursor.expectSymbol("=");
        List<Token> expression = expression(cursor);
        boolean isDefault = expression.size() == 1 && expression.get(0).isKeyword("DEFAULT");
        Optional<String> value = isDefault ? Optional.empty() : evaluated(session, expression);
        if (name.equalsIgnoreCase("sql_mode") && value.isPresent()) {
            value = Optional.of(sqlMode(value.get()));
        }
        variables.set(session, scope, name, value.isEmpty() && !isDefault ? NULL_VALUE : value);
    }

    private static Scope scope(TokenCursor cursor) throws SqlError {
        if (cursor.acceptSymbol("@")) {
            cursor.expectSymbol("@");
            if (!cursor.peek(1).isSymbol(".")) {
                return Scope.SESSION;
            }
            boolean isGlobal = cursor.next().isKeyword("GLOBAL");
            cursor.next();
            return isGlobal ? Scope.GLOBAL : Scope.SESSION;
        }
        if (cursor.accept("GLOBAL")) {
            return Scope.GLOBAL;
        }
        cursor.acceptAny("SESSION", "LOCAL", "VERBOSE");
        return Scope.SESSION;
    }

    private static List<Token> expression(TokenCursor cursor) throws SqlError {
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        while (!cursor.isAtEnd() && (depth > 0 || !cursor.isNextSymbol(","))) {
            Token token = cursor.next();
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            tokens.add(token);
        }
        if (tokens.isEmpty()) {
            throw cursor.unexpected("an expression");
        }
        return tokens;
    }

    /** Empty for NULL. A bare word, such as utf8 or ON, stands for itself. */
    private Optional<String> evaluated(Session session, List<Token> expression) throws SqlError {
        Token first = expression.get(0);
        if (expression.size() == 1 && !first.isKeyword("NULL") && !first.isSymbol("?")) {
            return Optional.of(first.value());
        }
        List<Token> query = new ArrayList<>();
        query.add(new Token(Kind.WORD, "SELECT", "SELECT", 1, 0, 0, 0));
        query.addAll(expression);
        StatementResult result = queries.execute(session, new Statement.Query("SELECT", query));
        Object value = ((StatementResult.Rows) result).rows().get(0)[0];
        return Optional.ofNullable(value).map(Object::toString);
    }

    private static String sqlMode(String value) throws SqlError {
        if (value.matches("\\d+")) {
            return value.equals("0") ? "" : "ONLY_FULL_GROUP_BY";
        }
        for (String mode : value.split(",")) {
            String name = mode.trim().toUpperCase(Locale.ROOT);
            if (!name.isEmpty() && !SQL_MODES.contains(name)) {
                throw new SqlError(
                        WRONG_VALUE,
                        "42000",
                        "Variable 'sql_mode' can't be set to the value of '" + name + "'");
            }
        }
        return value;
    }

    private static String word(TokenCursor cursor) throws SqlError {
        return cursor.accept("DEFAULT") ? "DEFAULT" : cursor.identifierOrString();
    }
}
