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

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The column names in a predicate: its names without keywords and functions. */
final class WhereNames {
    private static final Set<String> KEYWORDS =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "is",
                    "null",
                    "in",
                    "like",
                    "between",
                    "true",
                    "false",
                    "div",
                    "mod",
                    "regexp",
                    "rlike",
                    "case",
                    "when",
                    "then",
                    "else",
                    "end",
                    "cast",
                    "as",
                    "date",
                    "datetime",
                    "int",
                    "bigint",
                    "varchar",
                    "string",
                    "interval",
                    "day",
                    "hour",
                    "minute",
                    "second",
                    "month",
                    "year");

    private WhereNames() {}

    static List<String> of(String predicate) {
        return LoadExpression.Patterns.names(predicate).stream()
                .filter(name -> !KEYWORDS.contains(name))
                .filter(name -> !isFunction(name, predicate.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean isFunction(String name, String predicate) {
        int end = predicate.indexOf(name) + name.length();
        return predicate.substring(end).stripLeading().startsWith("(");
    }
}
