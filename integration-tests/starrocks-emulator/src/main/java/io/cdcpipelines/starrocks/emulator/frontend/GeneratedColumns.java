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
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.List;
import java.util.Optional;

/**
 * What is checked of the expression of a generated column: that its columns exist, and that the
 * result of integer arithmetic is a BIGINT. Other expressions are taken to have the right type.
 * Thread-safe.
 */
final class GeneratedColumns {

    private GeneratedColumns() {}

    static void check(Table table, ColumnDefinition definition) throws SqlError {
        if (definition.generated().isEmpty()) {
            return;
        }
        if (table.model() == KeysModel.AGG_KEYS) {
            throw SqlErrors.analyzing("Generated Column does not support AGG table");
        }
        List<Token> tokens = Lexer.tokens(definition.generated().get());
        boolean isIntegerArithmetic = tokens.size() > 2;
        for (int i = 0; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            boolean isColumn = token.isIdentifier() && !tokens.get(i + 1).isSymbol("(");
            if (isColumn) {
                isIntegerArithmetic &= isInteger(columnType(table, token));
            } else {
                isIntegerArithmetic &= isOfIntegerArithmetic(token);
            }
        }
        Optional<DataType> type = definition.type();
        if (isIntegerArithmetic && type.isPresent() && type.get().kind() != TypeKind.BIGINT) {
            throw SqlErrors.analyzing(
                    "Illegal expression type for Generated Column Column Type: "
                            + TypeNames.inErrors(type.get())
                            + ", Expression Type: BIGINT");
        }
    }

    private static DataType columnType(Table table, Token name) throws SqlError {
        return table.column(name.value())
                .orElseThrow(
                        () ->
                                SqlErrors.analyzing(
                                        "Column '" + name.value() + "' cannot be resolved"))
                .type();
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
