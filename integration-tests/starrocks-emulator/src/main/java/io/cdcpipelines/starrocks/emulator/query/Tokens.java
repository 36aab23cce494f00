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

import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Builds the queries by which other statements are evaluated. Stateless. */
final class Tokens {
    private Tokens() {}

    /** The tokens of a text that is known to be well-formed, without their end. */
    static List<Token> of(String text) throws SqlError {
        return withoutEnd(Lexer.tokens(text));
    }

    static List<Token> withoutEnd(List<Token> tokens) {
        int size = tokens.size();
        boolean hasEnd = size > 0 && tokens.get(size - 1).kind() == Kind.END;
        return hasEnd ? tokens.subList(0, size - 1) : tokens;
    }

    static List<Token> withEnd(List<Token> tokens) {
        List<Token> ended = new ArrayList<>(withoutEnd(tokens));
        int end = ended.isEmpty() ? 0 : ended.get(ended.size() - 1).end();
        ended.add(new Token(Kind.END, "<EOF>", "", 1, end, end, end));
        return ended;
    }

    @SafeVarargs
    static List<Token> joined(List<Token>... parts) {
        List<Token> all = new ArrayList<>();
        for (List<Token> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
