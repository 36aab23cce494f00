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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses column types. Only what the grammar itself refuses is refused here; lengths are checked by
 * the analyzer, the digits of DECIMAL already here as StarRocks does.
 *
 * <p>Confined to the calling thread.
 */
public final class TypeParser {
    private static final int STRING_LENGTH = 65_533;
    private static final int MAX_PRECISION = 38;

    private static final Map<String, TypeKind> INTEGERS =
            Map.of(
                    "TINYINT", TypeKind.TINYINT,
                    "SMALLINT", TypeKind.SMALLINT,
                    "INT", TypeKind.INT,
                    "INTEGER", TypeKind.INT,
                    "BIGINT", TypeKind.BIGINT,
                    "LARGEINT", TypeKind.LARGEINT);
    private static final Map<String, TypeKind> PLAIN =
            Map.of(
                    "BOOLEAN", TypeKind.BOOLEAN,
                    "FLOAT", TypeKind.FLOAT,
                    "DOUBLE", TypeKind.DOUBLE,
                    "DATE", TypeKind.DATE,
                    "DATETIME", TypeKind.DATETIME,
                    "JSON", TypeKind.JSON,
                    "HLL", TypeKind.HLL,
                    "BITMAP", TypeKind.BITMAP,
                    "PERCENTILE", TypeKind.PERCENTILE);
    private static final Set<String> DECIMALS =
            Set.of(
                    "DECIMAL",
                    "DECIMALV2",
                    "DECIMAL32",
                    "DECIMAL64",
                    "DECIMAL128",
                    "NUMERIC",
                    "NUMBER");

    private final TokenCursor cursor;

    public TypeParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The type that comes next; empty for TIME, which no column can have. */
    public Optional<DataType> type() throws SqlError {
        Token first = cursor.peek();
        if (first.kind() != Kind.WORD) {
            throw cursor.unexpected("'ARRAY'", "'BIGINT'", "'BINARY'", "'BITMAP'", "'BOOLEAN'");
        }
        String name = first.text().toUpperCase(Locale.ROOT);
        cursor.next();
        if (INTEGERS.containsKey(name)) {
            length();
            return Optional.of(DataType.of(INTEGERS.get(name)));
        }
        if (PLAIN.containsKey(name)) {
            return plain(first, PLAIN.get(name));
        }
        if (DECIMALS.contains(name)) {
            return Optional.of(decimal());
        }
        return switch (name) {
            case "SIGNED", "UNSIGNED" -> {
                cursor.acceptAny("INT", "INTEGER");
                yield Optional.of(DataType.of(TypeKind.INT));
            }
            case "CHAR" -> Optional.of(DataType.sized(TypeKind.CHAR, atLeastOne(length())));
            case "VARCHAR" -> Optional.of(DataType.sized(TypeKind.VARCHAR, atLeastOne(length())));
            case "STRING", "TEXT" -> plain(first, TypeKind.VARCHAR);
            case "VARBINARY", "BINARY" -> Optional.of(DataType.sized(TypeKind.VARBINARY, length()));
            case "TIME" -> plain(first, null);
            case "ARRAY" -> array();
            case "MAP" -> map();
            case "STRUCT" -> struct();
            default -> throw unknown(first);
        };
    }

    private Optional<DataType> plain(Token name, TypeKind kind) throws SqlError {
        if (name.isIdentifier() && cursor.isNextSymbol("(")) {
            throw unknown(name);
        }
        if (kind == TypeKind.VARCHAR) {
            return Optional.of(DataType.sized(kind, STRING_LENGTH));
        }
        return Optional.ofNullable(kind).map(DataType::of);
    }

    /**
     * A name that is no type could still begin the state of an aggregate function, {@code f(...)}:
     * the refusal names the token where that hope ends.
     */
    private SqlError unknown(Token name) throws SqlError {
        if (!name.isIdentifier()) {
            return SqlErrors.syntax(
                    name, "No viable statement for input '" + cursor.textOf(name, name) + "'");
        }
        if (cursor.acceptSymbol("(")) {
            return cursor.unexpected("'ARRAY'", "'BIGINT'", "'BINARY'", "'BITMAP'", "'BOOLEAN'");
        }
        return cursor.unexpected("'('");
    }

    private int length() throws SqlError {
        if (!cursor.acceptSymbol("(")) {
            return 0;
        }
        long length = cursor.integer();
        cursor.expectSymbol(")");
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** A string type without a length, or with none to speak of, holds one byte. */
    private static int atLeastOne(int length) {
        return Math.max(length, 1);
    }

    private DataType decimal() throws SqlError {
        if (!cursor.acceptSymbol("(")) {
            return DataType.decimal(10, 0);
        }
        long precision = cursor.integer();
        long scale = cursor.acceptSymbol(",") ? cursor.integer() : 0;
        cursor.expectSymbol(")");
        if (precision > MAX_PRECISION) {
            throw SqlErrors.general("DECIMAL's precision should range from 1 to 38");
        }
        if (scale > precision) {
            throw SqlErrors.general(
                    "DECIMAL(P[,S]) type P must be greater than or equal to the value of S");
        }
        return DataType.decimal(atLeastOne((int) precision), (int) scale);
    }

    private Optional<DataType> array() throws SqlError {
        cursor.expectSymbol("<");
        Optional<DataType> element = type();
        cursor.expectSymbol(">");
        return element.map(e -> nested(TypeKind.ARRAY, List.of(e), List.of()));
    }

    private Optional<DataType> map() throws SqlError {
        cursor.expectSymbol("<");
        Optional<DataType> key = type();
        cursor.expectSymbol(",");
        Optional<DataType> value = type();
        cursor.expectSymbol(">");
        return key.flatMap(k -> value.map(v -> nested(TypeKind.MAP, List.of(k, v), List.of())));
    }

    private Optional<DataType> struct() throws SqlError {
        List<String> names = new ArrayList<>();
        List<DataType> types = new ArrayList<>();
        cursor.expectSymbol("<");
        do {
            String name = cursor.identifier();
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                throw SqlErrors.analyzing("struct contains duplicate subfield name: " + name);
            }
            names.add(name);
            cursor.acceptSymbol(":");
            type().ifPresent(types::add);
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(">");
        return types.size() == names.size()
                ? Optional.of(nested(TypeKind.STRUCT, types, names))
                : Optional.empty();
    }

    private static DataType nested(TypeKind kind, List<DataType> children, List<String> names) {
        return new DataType(kind, 0, 0, 0, children, names);
    }
}
