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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import java.util.ArrayList;
import java.util.List;

/** The text of a statement, cut at its parameters. Immutable. */
final class StatementTemplate {
    private final List<String> parts;
    private final boolean isQuery;

    private StatementTemplate(List<String> parts, boolean isQuery) {
        this.parts = List.copyOf(parts);
        this.isQuery = isQuery;
    }

    /** A question mark in a string, a quoted name or a comment is none. */
    static StatementTemplate of(String text) throws SqlError {
        List<Token> tokens = Lexer.tokens(text);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (Token token : tokens) {
            if (token.isSymbol("?")) {
                parts.add(text.substring(start, token.start()));
                start = token.end();
            }
        }
        parts.add(text.substring(start));
        Token first = tokens.get(0);
        return new StatementTemplate(
                parts, first.isKeyword("SELECT") || first.isKeyword("WITH") || first.isSymbol("("));
    }

    boolean isQuery() {
        return isQuery;
    }

    int parameterCount() {
        return parts.size() - 1;
    }

    /**
     * @param literals one for each parameter
     */
    String text(List<String> literals) {
        StringBuilder text = new StringBuilder(parts.get(0));
        for (int i = 0; i < literals.size(); i++) {
            text.append(literals.get(i)).append(parts.get(i + 1));
        }
        return text.toString();
    }
}
