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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values of expressions that are literals and need no evaluation. Stateless. */
final class Literals {
    private static final DataType TEXT = DataType.sized(TypeKind.VARCHAR, 0);
    private static final DataType BOOLEAN = DataType.of(TypeKind.BOOLEAN);
    private static final DataType BINARY = DataType.sized(TypeKind.VARBINARY, 0);
    private static final DataType NUMBER = DataType.decimal(38, 0);

    private Literals() {}

    /** A value, null for NULL, and its type. */
    record Literal(Object value, DataType type) {}

    static Optional<Literal> of(List<Token> expression) {
        Token first = expression.isEmpty() ? CastTarget.NO_TOKEN : expression.get(0);
        if (expression.size() == 1) {
            return single(first);
        }
        if (expression.size() == 2 && SelectLabels.isBinaryLiteral(first, expression.get(1))) {
            return binary(expression.get(1).value());
        }
        if (first.isSymbol("[")) {
            return array(expression);
        }
        boolean isNegative =
                expression.size() == 2 && first.isSymbol("-") && isNumber(expression.get(1));
        return isNegative
                ? Optional.of(
                        new Literal(new BigDecimal(expression.get(1).text()).negate(), NUMBER))
                : Optional.empty();
    }

    private static Optional<Literal> single(Token token) {
        if (token.kind() == Kind.STRING) {
            return Optional.of(new Literal(token.value(), TEXT));
        }
        if (isNumber(token)) {
            return Optional.of(new Literal(new BigDecimal(token.text()), NUMBER));
        }
        if (token.isKeyword("NULL")) {
            return Optional.of(new Literal(null, TEXT));
        }
        if (token.isKeyword("TRUE") || token.isKeyword("FALSE")) {
            return Optional.of(new Literal(token.isKeyword("TRUE"), BOOLEAN));
        }
        return token.isKeyword("DEFAULT")
                ? Optional.of(new Literal(RowBuilder.DEFAULT, TEXT))
                : Optional.empty();
    }

    private static boolean isNumber(Token token) {
        return token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL;
    }

    /** {@code [1, 'a', NULL]} and arrays of such arrays, as the text of JSON. */
    private static Optional<Literal> array(List<Token> expression) {
        StringBuilder text = new StringBuilder();
        for (Token token : expression) {
            if (token.kind() == Kind.STRING) {
                text.append('"')
                        .append(token.value().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            } else if (isNumber(token) || "[],-".contains(token.text())) {
                text.append(token.text());
            } else if (token.isKeyword("NULL")
                    || token.isKeyword("TRUE")
                    || token.isKeyword("FALSE")) {
                text.append(token.text().toLowerCase(Locale.ROOT));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Literal(text.toString(), TEXT));
    }

    private static Optional<Literal> binary(String digits) {
        try {
            return Optional.of(new Literal(HexFormat.of().parseHex(digits), BINARY));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
