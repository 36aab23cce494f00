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

/**
 * A token of SQL text.
 *
 * @param text the characters as written
 * @param value what the token means: the name of an identifier, the content of a string
 * @param line counted from 1
 * @param column counted from 0
 * @param start offset of the first character
 * @param end offset behind the last character
 */
public record Token(
        Kind kind, String text, String value, int line, int column, int start, int end) {

    /** What a token is to the grammar. */
    public enum Kind {
        /** An unquoted identifier or a keyword. */
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        INTEGER,
        DECIMAL,
        SYMBOL,
        END
    }

    /** Keywords are case-insensitive; a quoted identifier is never one. */
    public boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether the token can stand for a name: quoted, or a word that is not reserved. */
    public boolean isIdentifier() {
        return kind == Kind.QUOTED_IDENTIFIER
                || (kind == Kind.WORD && !ReservedWords.contains(text));
    }
}
