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

import java.util.Map;
import java.util.Set;

/** What words and operators mean to {@link QueryRewriter}. */
final class QueryWords {
    /** Words behind which no table is named any more. */
    static final Set<String> FROM_ENDS =
            Set.of(
                    "WHERE",
                    "GROUP",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS",
                    "SELECT",
                    "SET",
                    "WINDOW");

    /** Words that may follow a table and are not its alias. */
    static final Set<String> NO_TABLE_ALIASES =
            Set.of(
                    "WHERE",
                    "GROUP",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS",
                    "SET",
                    "WINDOW",
                    "JOIN",
                    "INNER",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "CROSS",
                    "NATURAL",
                    "ON",
                    "USING",
                    "OUTER",
                    "OFFSET",
                    "LATERAL",
                    "TABLESAMPLE",
                    "PARTITION",
                    "FOR");

    /** Words that a bracket may follow without making them functions. */
    static final Set<String> NO_FUNCTIONS =
            Set.of(
                    ("SELECT FROM WHERE AND OR NOT XOR ON IN EXISTS JOIN BY HAVING WHEN THEN ELSE CASE"
                                    + " AS USING VALUES UNION ALL ANY SOME DISTINCT LIMIT OVER INTERVAL BETWEEN"
                                    + " LIKE IS INTERSECT EXCEPT MINUS SET WITH DIV")
                            .split(" "));

    /** How H2 writes an operator; integers are divided as StarRocks does it, with a fraction. */
    static final Map<String, String> OPERATORS =
            Map.of(
                    "||", "OR",
                    "&&", "AND",
                    "!", "NOT",
                    "<=>", "IS NOT DISTINCT FROM",
                    "/", "* CAST(1 AS DOUBLE PRECISION) /");

    /** How H2 writes a keyword. */
    static final Map<String, String> SPELLINGS = Map.of("MINUS", "EXCEPT", "RLIKE", "REGEXP");

    private QueryWords() {}
}
