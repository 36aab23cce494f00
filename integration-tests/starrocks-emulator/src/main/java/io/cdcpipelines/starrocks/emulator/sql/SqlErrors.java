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

package io.cdcpipelines.starrocks.emulator.sql;

import io.cdcpipelines.starrocks.emulator.VersionProfile;

/** The error packets of StarRocks 3.3 and 3.5, by what went wrong. */
public final class SqlErrors {
    private static final int GENERAL = 1064;
    private static final String GENERAL_STATE = "42000";

    private SqlErrors() {}

    /** A refusal in the words of the executor, without a prefix. */
    public static SqlError general(String message) {
        return new SqlError(GENERAL, GENERAL_STATE, message);
    }

    /** A refusal by the analyzer. */
    public static SqlError analyzing(String detail) {
        return general(analyzed(detail));
    }

    /** A refusal by the analyzer that names the part of the statement. */
    public static SqlError analyzing(Span span, String detail) {
        return general("Getting analyzing error " + span + ". Detail message: " + detail + ".");
    }

    /** A refusal by the analyzer under a code of its own. */
    public static SqlError analyzing(int code, String sqlState, String detail) {
        return new SqlError(code, sqlState, analyzed(detail));
    }

    private static String analyzed(String detail) {
        return "Getting analyzing error. Detail message: " + detail + ".";
    }

    public static SqlError syntax(Token token, String detail) {
        return general(
                "Getting syntax error at line "
                        + token.line()
                        + ", column "
                        + token.column()
                        + ". Detail message: "
                        + detail
                        + ".");
    }

    public static SqlError syntax(Span span, String detail) {
        return general("Getting syntax error " + span + ". Detail message: " + detail + ".");
    }

    public static SqlError unknownCatalog(String catalog) {
        return analyzing(5078, "42000", "Unknown catalog '" + catalog + "'");
    }

    /** An unknown database, as the analyzer says it. */
    public static SqlError unknownDatabase(String database) {
        return analyzing(5501, "3F000", "Unknown database '" + database + "'");
    }

    /** An unknown database, as the executor says it. */
    public static SqlError unknownDatabaseAtExecution(String database) {
        return new SqlError(5501, "3F000", "Unknown database '" + database + "'");
    }

    /**
     * @param name as the statement's analyzer prints it, some with the database and some without
     */
    public static SqlError unknownTable(String name) {
        return analyzing(5502, "42602", "Unknown table '" + name + "'");
    }

    public static SqlError unknownTableAtExecution(String name) {
        return new SqlError(5502, "42602", "Unknown table '" + name + "'");
    }

    /** How ALTER, SHOW CREATE, TRUNCATE and INSERT say that there is no such table. */
    public static SqlError tableNotFound(String table) {
        return analyzing("Table " + table + " is not found");
    }

    public static SqlError noDatabaseSelected(VersionProfile profile) {
        String detail = "No database selected";
        return profile == VersionProfile.V3_3
                ? analyzing(detail)
                : analyzing(1046, "3D000", detail);
    }

    public static SqlError tableExists(String table) {
        return analyzing(1050, "42S01", "Table '" + table + "' already exists");
    }

    /** A refusal of a name or an option that has the code for common errors. */
    public static SqlError common(String detail) {
        return analyzing(5064, "42000", detail);
    }
}
