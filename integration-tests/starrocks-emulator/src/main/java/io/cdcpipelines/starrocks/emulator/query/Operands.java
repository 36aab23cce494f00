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

/** Finds where the operand of an operator ends. Stateless. */
final class Operands {
    private Operands() {}

    /** Behind the operand that begins there: brackets, a call, a name, a variable or a literal. */
    static int end(List<Token> tokens, int start) {
        int end = start;
        while (isSymbol(tokens, end, "-")
                || isSymbol(tokens, end, "+")
                || isSymbol(tokens, end, "@")) {
            end++;
        }
        if (!isSymbol(tokens, end, "(")) {
            end++;
            while (isSymbol(tokens, end, ".")) {
                end += 2;
            }
        }
        return isSymbol(tokens, end, "(") ? bracketEnd(tokens, end) : end;
    }

    private static int bracketEnd(List<Token> tokens, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            if (isSymbol(tokens, i, "(")) {
                depth++;
            } else if (isSymbol(tokens, i, ")") && --depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private static boolean isSymbol(List<Token> tokens, int index, String symbol) {
        return index < tokens.size() && tokens.get(index).isSymbol(symbol);
    }
}
