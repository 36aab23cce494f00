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

import io.cdcpipelines.starrocks.emulator.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a HAVING that filters groups from one that filters rows. Stateless. */
final class HavingClauses {
    private static final Set<String> AGGREGATES =
            Set.of(
                    ("COUNT SUM MIN MAX AVG GROUP_CONCAT ARRAY_AGG NDV APPROX_COUNT_DISTINCT"
                                    + " ANY_VALUE STD STDDEV STDDEV_POP STDDEV_SAMP VARIANCE"
                                    + " VAR_POP VAR_SAMP")
                            .split(" "));

    private HavingClauses() {}

    /** Whether the query of that HAVING has neither GROUP BY nor aggregates. */
    static boolean isFilter(List<Token> tokens, int having) {
        int depth = 0;
        for (int i = having - 1; i >= 0 && depth >= 0; i--) {
            Token token = tokens.get(i);
            depth += token.isSymbol(")") ? 1 : token.isSymbol("(") ? -1 : 0;
            if (depth == 0 && token.isKeyword("GROUP")) {
                return false;
            }
            if (isAggregate(tokens, i)) {
                return false;
            }
            if (depth == 0 && token.isKeyword("SELECT")) {
                break;
            }
        }
        for (int i = having + 1; i < tokens.size(); i++) {
            if (isAggregate(tokens, i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isAggregate(List<Token> tokens, int index) {
        return index + 1 < tokens.size()
                && tokens.get(index + 1).isSymbol("(")
                && AGGREGATES.contains(tokens.get(index).text().toUpperCase(Locale.ROOT));
    }
}
