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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a frontend answered: the only place that knows its SQL error codes and texts.
 * Stateless.
 *
 * <p>Codes differ between versions (1049, 1051, 1227 up to StarRocks 3.2; 5501, 5502, 5203 from 3.3
 * on), so all of them are known.
 */
final class ServerErrors {
    private static final int LOGIN_REFUSED = 1045;
    private static final int RENAME_WHILE_ALTERED = 5513;
    private static final Set<Integer> NO_SUCH_OBJECT = Set.of(1049, 1051, 1146, 5501, 5502);
    private static final Set<Integer> MISSING_PRIVILEGE = Set.of(1142, 1227, 1252, 5203);

    private static final Pattern BUSY =
            Pattern.compile(
                    "A schema change operation is in progress"
                            + "|A materialized view or rollup index is being created"
                            + "|is under SCHEMA_CHANGE"
                            + "|in SCHEMA_CHANGE state"
                            + "|transactions in the COMMITTED state waiting to be completed");
    private static final Pattern TOO_FEW_BACKENDS =
            Pattern.compile("(?s)replication num should be less than.*?(?:\\[([0-9, ]*)]|$)");
    private static final Pattern PRIVILEGE =
            Pattern.compile("the (.+?) privilege\\(s\\) on ([A-Z]+) (.+?) for this operation");

    /** StarRocks 3.3 and later keep the first name of a renamed column for themselves. */
    private static final Pattern NAME_OF_RENAMED =
            Pattern.compile("already exists in column id: ([^,]+)");

    private static final int MAX_SQL = 4000;

    private final String username;

    ServerErrors(String username) {
        this.username = username;
    }

    /**
     * Whether the connection is of no use any more and nobody knows what became of the statement.
     */
    static boolean isConnectionLost(SQLException error) {
        return error.getSQLState() != null && error.getSQLState().startsWith("08");
    }

    static boolean isLoginRefused(SQLException error) {
        return error.getErrorCode() == LOGIN_REFUSED;
    }

    /**
     * @param subject what the statement was about
     * @param address the frontend that was asked
     */
    StarRocksCatalogException describe(
            SQLException error, String subject, String address, String sql) {
        String text = String.valueOf(error.getMessage());
        Matcher backends = TOO_FEW_BACKENDS.matcher(text);
        if (backends.find()) {
            return StarRocksCatalogException.tooFewBackends(
                    message(error, subject, address, sql, "; set replication_num"),
                    count(backends.group(1)));
        }
        Reason reason = reason(error, text);
        return StarRocksCatalogException.of(
                reason, message(error, subject, address, sql, advice(reason, text, subject)));
    }

    private static Reason reason(SQLException error, String text) {
        if (isConnectionLost(error)) {
            return Reason.UNREACHABLE;
        }
        int code = error.getErrorCode();
        if (code == LOGIN_REFUSED) {
            return Reason.LOGIN_REFUSED;
        }
        if (MISSING_PRIVILEGE.contains(code)) {
            return Reason.MISSING_PRIVILEGE;
        }
        if (NO_SUCH_OBJECT.contains(code)) {
            return Reason.NO_SUCH_OBJECT;
        }
        return code == RENAME_WHILE_ALTERED || BUSY.matcher(text).find()
                ? Reason.TABLE_BUSY
                : Reason.REFUSED;
    }

    private static int count(String ids) {
        if (ids == null) {
            return 1;
        }
        return ids.isBlank() ? 0 : ids.split(",").length;
    }

    private String advice(Reason reason, String text, String subject) {
        switch (reason) {
            case LOGIN_REFUSED:
                return "; check the user name and the password";
            case UNREACHABLE:
                return "; check that the address is the query port of a frontend (usually 9030)";
            case MISSING_PRIVILEGE:
                return grant(text, subject);
            default:
                return firstName(text);
        }
    }

    private static String firstName(String text) {
        Matcher matcher = NAME_OF_RENAMED.matcher(text);
        return matcher.find()
                ? "; a column that was called "
                        + matcher.group(1)
                        + " has another name now: if it was renamed just before the job restarted,"
                        + " rename it back; else give the new column another name in a transform"
                : "";
    }

    /** The server names a table without its database; the subject has both. */
    private String grant(String text, String subject) {
        Matcher matcher = PRIVILEGE.matcher(text);
        if (!matcher.find()) {
            return "; ask for the privilege, or use another user";
        }
        String privilege = matcher.group(1).equals("ANY") ? "SELECT" : matcher.group(1);
        String object =
                matcher.group(2).equals("TABLE") && subject.startsWith("table ")
                        ? subject.substring("table ".length())
                        : matcher.group(3);
        return "; needed: GRANT "
                + privilege
                + " ON "
                + matcher.group(2)
                + " "
                + object
                + " TO USER '"
                + username
                + "'";
    }

    private static String message(
            SQLException error, String subject, String address, String sql, String advice) {
        return "StarRocks could not do a statement about "
                + subject
                + ": frontend "
                + address
                + " answered "
                + error.getErrorCode()
                + " ("
                + error.getSQLState()
                + ") "
                + error.getMessage()
                + advice
                + ". Statement: "
                + (sql.length() > MAX_SQL ? sql.substring(0, MAX_SQL) + " ..." : sql);
    }
}
