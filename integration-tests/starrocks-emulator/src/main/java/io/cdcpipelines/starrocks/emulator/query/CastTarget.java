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
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.List;
import java.util.Locale;

/**
 * What H2 is to write around the operand of a CAST.
 *
 * @param opening up to the operand
 * @param closing behind it
 */
record CastTarget(String opening, String closing) {
    static final Token NO_TOKEN = new Token(Kind.END, "", "", 0, 0, -1, -1);

    /** For something that only looks like a CAST: H2 will refuse it. */
    static final CastTarget NONE = new CastTarget("CAST(", ")");

    private static final int DEFAULT_PRECISION = 10;

    /**
     * @param start where the type begins
     */
    static CastTarget of(List<Token> tokens, int start) {
        String type = tokens.get(start).text().toUpperCase(Locale.ROOT);
        return switch (type) {
            case "BOOLEAN" -> call("sr_cast_boolean");
            case "TINYINT" -> call("sr_cast_tinyint");
            case "SMALLINT" -> call("sr_cast_smallint");
            case "INT", "INTEGER" -> call("sr_cast_int");
            case "BIGINT", "SIGNED", "UNSIGNED" -> call("sr_cast_bigint");
            case "LARGEINT" -> new CastTarget("CAST(sr_cast_largeint(", ") AS NUMERIC(39, 0))");
            case "FLOAT" -> call("sr_cast_float");
            case "DOUBLE" -> call("sr_cast_double");
            case "DECIMAL", "DECIMALV2", "DECIMAL32", "DECIMAL64", "DECIMAL128", "NUMERIC" ->
                    decimal(tokens, start + 1);
            case "DATE" -> call("sr_cast_date");
            case "DATETIME", "TIMESTAMP" ->
                    new CastTarget("CAST(sr_cast_datetime(", ") AS TIMESTAMP(6))");
            case "BINARY", "VARBINARY" -> new CastTarget("sr_to_binary(", ", 'utf8')");
            default -> call("sr_cast_string");
        };
    }

    private static CastTarget call(String function) {
        return new CastTarget(function + "(", ")");
    }

    private static CastTarget decimal(List<Token> tokens, int arguments) {
        int precision = number(tokens, arguments + 1, DEFAULT_PRECISION);
        int scale = number(tokens, arguments + 3, 0);
        return new CastTarget(
                "CAST(sr_cast_decimal(",
                ", "
                        + precision
                        + ", "
                        + scale
                        + ") AS NUMERIC("
                        + precision
                        + ", "
                        + scale
                        + "))");
    }

    private static int number(List<Token> tokens, int index, int otherwise) {
        return index < tokens.size() && tokens.get(index).kind() == Kind.INTEGER
                ? Integer.parseInt(tokens.get(index).text())
                : otherwise;
    }
}
