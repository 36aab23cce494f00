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
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What columns of a type may be, and how long they may be. Thread-safe. */
final class TypeRules {
    private static final int MAX_CHAR = 255;
    private static final int MAX_VARCHAR = 1_048_576;

    private static final Set<TypeKind> PRIMARY_KEY =
            EnumSet.of(
                    TypeKind.BOOLEAN,
                    TypeKind.TINYINT,
                    TypeKind.SMALLINT,
                    TypeKind.INT,
                    TypeKind.BIGINT,
                    TypeKind.LARGEINT,
                    TypeKind.VARCHAR,
                    TypeKind.DATE,
                    TypeKind.DATETIME);
    private static final Set<TypeKind> NEVER_KEY =
            EnumSet.of(
                    TypeKind.FLOAT,
                    TypeKind.DOUBLE,
                    TypeKind.VARBINARY,
                    TypeKind.JSON,
                    TypeKind.ARRAY,
                    TypeKind.MAP,
                    TypeKind.STRUCT,
                    TypeKind.HLL,
                    TypeKind.BITMAP,
                    TypeKind.PERCENTILE);
    private static final Set<TypeKind> NUMBERS =
            EnumSet.of(
                    TypeKind.TINYINT,
                    TypeKind.SMALLINT,
                    TypeKind.INT,
                    TypeKind.BIGINT,
                    TypeKind.LARGEINT,
                    TypeKind.FLOAT,
                    TypeKind.DOUBLE,
                    TypeKind.DECIMAL);
    private static final Set<TypeKind> AGGREGATE_STATES =
            EnumSet.of(TypeKind.HLL, TypeKind.BITMAP, TypeKind.PERCENTILE);
    private static final Set<TypeKind> COMPLEX =
            EnumSet.of(TypeKind.ARRAY, TypeKind.MAP, TypeKind.STRUCT);

    private TypeRules() {}

    /** Whether a primary key, or the sort key of such a table, can have the type. */
    static boolean canBePrimaryKey(DataType type) {
        return PRIMARY_KEY.contains(type.kind());
    }

    /** Whether a key of the other models, or a hash column, can have the type. */
    static boolean canBeKey(DataType type) {
        return !NEVER_KEY.contains(type.kind());
    }

    static boolean isFloatingPoint(DataType type) {
        return type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
    }

    static boolean isString(DataType type) {
        return type.kind() == TypeKind.CHAR || type.kind() == TypeKind.VARCHAR;
    }

    static boolean isComplex(DataType type) {
        return COMPLEX.contains(type.kind());
    }

    static boolean isAggregateState(DataType type) {
        return AGGREGATE_STATES.contains(type.kind());
    }

    /** Whether a range of partitions can be over columns of the type. */
    static boolean canBeRange(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT, DATE, DATETIME, CHAR, VARCHAR -> true;
            default -> false;
        };
    }

    static boolean canAggregate(String aggregation, DataType type) {
        TypeKind kind = type.kind();
        return switch (aggregation) {
            case "SUM" -> NUMBERS.contains(kind);
            case "MAX", "MIN" ->
                    NUMBERS.contains(kind)
                            || isString(type)
                            || kind == TypeKind.DATE
                            || kind == TypeKind.DATETIME;
            case "HLL_UNION" -> kind == TypeKind.HLL;
            case "BITMAP_UNION" -> kind == TypeKind.BITMAP;
            case "PERCENTILE_UNION" -> kind == TypeKind.PERCENTILE;
            default -> true;
        };
    }

    /** The reason why no column can have the type, if there is one. */
    static Optional<String> refusal(DataType type) {
        Optional<String> own =
                switch (type.kind()) {
                    case CHAR -> exceeded("Char", type, MAX_CHAR);
                    case VARCHAR -> exceeded("Varchar", type, MAX_VARCHAR);
                    case VARBINARY -> exceeded("VARBINARY", type, MAX_VARCHAR);
                    case ARRAY -> elementRefusal(type);
                    case MAP -> keyRefusal(type.children().get(0));
                    default -> Optional.empty();
                };
        return own.or(
                () ->
                        type.children().stream()
                                .map(TypeRules::refusal)
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    private static Optional<String> elementRefusal(DataType array) {
        return isAggregateState(array.children().get(0))
                ? Optional.of("Invalid data type: " + TypeNames.declared(array))
                : Optional.empty();
    }

    private static Optional<String> keyRefusal(DataType key) {
        boolean isRefused = isComplex(key) || isAggregateState(key) || key.kind() == TypeKind.JSON;
        return isRefused
                ? Optional.of(
                        "Invalid map.key's type: "
                                + TypeNames.declared(key)
                                + ", which should be base types")
                : Optional.empty();
    }

    private static Optional<String> exceeded(String name, DataType type, int limit) {
        return type.length() <= limit
                ? Optional.empty()
                : Optional.of(name + " size must be <= " + limit + ": " + type.length());
    }
}
