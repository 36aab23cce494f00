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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses generated columns: wrong ones as StarRocks does, all others because nothing here computes
 * them. Thread-safe.
 */
final class GeneratedColumns {

    private GeneratedColumns() {}

    /**
     * @param columnTypes the types of the columns that an expression can name
     */
    static void refuse(
            ColumnDefinition definition,
            KeysModel model,
            Function<String, Optional<DataType>> columnTypes)
            throws SqlError {
        if (definition.generated().isEmpty()) {
            return;
        }
        if (model == KeysModel.AGG_KEYS) {
            throw SqlErrors.analyzing("Generated Column does not support AGG table");
        }
        Optional<DataType> type = definition.type();
        boolean isLong = isIntegerArithmetic(definition.generated().get(), columnTypes);
        if (isLong && type.isPresent() && type.get().kind() != TypeKind.BIGINT) {
            throw SqlErrors.analyzing(
                    "Illegal expression type for Generated Column Column Type: "
                            + TypeNames.inErrors(type.get())
                            + ", Expression Type: BIGINT");
        }
        throw SqlErrors.analyzing(definition.span(), "Generated columns are not supported here");
    }

    /** Whether an expression calculates with integers only, which makes it a BIGINT. */
    private static boolean isIntegerArithmetic(
            String expression, Function<String, Optional<DataType>> columnTypes) throws SqlError {
        List<Token> tokens = Lexer.tokens(expression);
        boolean isInteger = tokens.size() > 2;
        for (int i = 0; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            boolean isColumn = token.isIdentifier() && !tokens.get(i + 1).isSymbol("(");
            if (!isColumn) {
                isInteger &= isOfIntegerArithmetic(token);
                continue;
            }
            Optional<DataType> type = columnTypes.apply(token.value());
            if (type.isEmpty()) {
                throw SqlErrors.analyzing("Column '" + token.value() + "' cannot be resolved");
            }
            isInteger &= isInteger(type.get());
        }
        return isInteger;
    }

    private static boolean isInteger(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean isOfIntegerArithmetic(Token token) {
        return token.kind() == Token.Kind.INTEGER
                || token.isSymbol("+")
                || token.isSymbol("-")
                || token.isSymbol("*")
                || token.isSymbol("(")
                || token.isSymbol(")");
    }
}
