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

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names databases, tables and columns can have (StarRocks 3.3 and 3.5). Thread-safe. */
final class NameRules {
    private static final Pattern DATABASE =
            Pattern.compile(
                    "[a-zA-Z][-\\w~!@#$%^&<>=+]{0,255}" + "|_[a-zA-Z0-9][-\\w~!@#$%^&<>=+]{0,254}");

    /** In code points, as the expressions of StarRocks count them. */
    private static final int MAX_LENGTH = 1024;

    private static final Pattern FORBIDDEN_IN_COLUMNS = Pattern.compile("[\\x00=<>!*]");
    private static final String SHADOW_PREFIX = "__starrocks_shadow_";
    private static final Set<String> RESERVED_COLUMNS = Set.of("__op", "__row");

    private NameRules() {}

    static void checkDatabase(String name) throws SqlError {
        if (!DATABASE.matcher(name).matches()) {
            throw SqlErrors.analyzing(1102, "42000", "Incorrect database name '" + name + "'");
        }
    }

    static void checkTable(String name) throws SqlError {
        if (name.isEmpty()) {
            throw SqlErrors.analyzing("Table name is null");
        }
        if (isTooLong(name) || name.indexOf('\0') >= 0) {
            throw SqlErrors.analyzing(1104, "42000", "Incorrect table name '" + name + "'");
        }
    }

    static void checkColumn(String name) throws SqlError {
        if (name.isEmpty()
                || isTooLong(name)
                || name.startsWith(SHADOW_PREFIX)
                || FORBIDDEN_IN_COLUMNS.matcher(name).find()) {
            throw SqlErrors.analyzing(1166, "42000", "Incorrect column name '" + name + "'");
        }
        if (RESERVED_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
            throw SqlErrors.analyzing(
                    "Column name ["
                            + name
                            + "] is a system reserved name. Please choose a different one.");
        }
    }

    private static boolean isTooLong(String name) {
        return name.codePointCount(0, name.length()) > MAX_LENGTH;
    }
}
