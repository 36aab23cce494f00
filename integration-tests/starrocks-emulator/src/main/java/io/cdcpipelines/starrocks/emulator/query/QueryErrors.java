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
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/** Says errors of H2 in StarRocks' codes and words. Stateless. */
final class QueryErrors {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private QueryErrors() {}

    static SqlError of(SQLException error) {
        String subject = subject(error);
        return switch (error.getErrorCode()) {
            case ErrorCode.COLUMN_NOT_FOUND_1 ->
                    SqlErrors.analyzing("Column '" + subject + "' cannot be resolved");
            case ErrorCode.AMBIGUOUS_COLUMN_NAME_1 ->
                    SqlErrors.analyzing("Column '" + subject + "' is ambiguous");
            case ErrorCode.FUNCTION_NOT_FOUND_1 -> noFunction(subject);
            case ErrorCode.MUST_GROUP_BY_COLUMN_1 ->
                    SqlErrors.analyzing(
                            "'"
                                    + subject
                                    + "' must be an aggregate expression or appear in GROUP BY"
                                    + " clause");
            case ErrorCode.COLUMN_COUNT_DOES_NOT_MATCH ->
                    SqlErrors.analyzing("Operands have unequal number of columns");
            case ErrorCode.SCALAR_SUBQUERY_CONTAINS_MORE_THAN_ONE_ROW ->
                    SqlErrors.general("Expected LE 1 to be returned by expression");
            case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 ->
                    SqlErrors.general(
                            "Getting syntax error at line 1, column 0. Detail message: No viable"
                                    + " statement for this input.");
            default -> SqlErrors.analyzing(firstLine(error));
        };
    }

    static SqlError noFunction(String name) {
        return SqlErrors.analyzing("No matching function with signature: " + name + "()");
    }

    static SqlError noTableFunction(String name) {
        return SqlErrors.analyzing("Unknown table function '" + name + "()'");
    }

    private static String subject(SQLException error) {
        Matcher matcher = QUOTED.matcher(String.valueOf(error.getMessage()));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String firstLine(SQLException error) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf("; SQL statement");
        return end < 0 ? message : message.substring(0, end);
    }
}
