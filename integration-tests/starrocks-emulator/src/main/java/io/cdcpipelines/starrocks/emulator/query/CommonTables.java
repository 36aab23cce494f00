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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the names that WITH gives to queries. Stateless. */
final class CommonTables {
    private CommonTables() {}

    static Set<String> names(List<Token> tokens) {
        Set<String> names = new HashSet<>();
        if (tokens.stream().noneMatch(token -> token.isKeyword("WITH"))) {
            return names;
        }
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (!tokens.get(i).isIdentifier()) {
                continue;
            }
            int next = i + 1;
            if (tokens.get(next).isSymbol("(")) {
                while (next < tokens.size() && !tokens.get(next).isSymbol(")")) {
                    next++;
                }
                next++;
            }
            if (next + 1 < tokens.size()
                    && tokens.get(next).isKeyword("AS")
                    && tokens.get(next + 1).isSymbol("(")) {
                names.add(tokens.get(i).value());
            }
        }
        return names;
    }
}
