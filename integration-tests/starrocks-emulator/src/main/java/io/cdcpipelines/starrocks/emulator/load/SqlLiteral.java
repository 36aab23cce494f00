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

/**
 * A quoted string in SQL text.
 *
 * @param value its value, escapes resolved
 * @param end the position after its closing quote
 */
record SqlLiteral(String value, int end) {

    /** Reads the string whose opening quote is at the position; an open end ends with the text. */
    static SqlLiteral read(String sql, int start) {
        char quote = sql.charAt(start);
        StringBuilder value = new StringBuilder();
        int position = start + 1;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            boolean isDoubled =
                    c == quote && position + 1 < sql.length() && sql.charAt(position + 1) == quote;
            if (c == quote && !isDoubled) {
                return new SqlLiteral(value.toString(), position + 1);
            }
            if (isDoubled) {
                value.append(c);
                position += 2;
            } else if (c == '\\' && position + 1 < sql.length()) {
                value.append(unescaped(sql.charAt(position + 1)));
                position += 2;
            } else {
                value.append(c);
                position++;
            }
        }
        return new SqlLiteral(value.toString(), position);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> '\0';
            default -> c;
        };
    }
}
