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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The spellings of a column type, each as one place of StarRocks prints it. Thread-safe. */
public final class TypeNames {
    private static final int MAX_DECIMAL64_PRECISION = 18;

    private TypeNames() {}

    /** As DESC and SHOW COLUMNS print it: {@code int}, {@code decimal(10,2)}. */
    public static String described(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT -> lowerCase(type);
            case DECIMAL -> "decimal(" + type.precision() + "," + type.scale() + ")";
            case ARRAY, MAP -> lowerCase(type) + children(type, TypeNames::described);
            default -> declared(type);
        };
    }

    /** As SHOW CREATE TABLE prints it: {@code int(11)}, {@code decimal(10, 2)}. */
    public static String declared(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> "tinyint(4)";
            case SMALLINT -> "smallint(6)";
            case INT -> "int(11)";
            case BIGINT -> "bigint(20)";
            case LARGEINT -> "largeint(40)";
            case DECIMAL -> "decimal(" + type.precision() + ", " + type.scale() + ")";
            case CHAR, VARCHAR, VARBINARY -> lowerCase(type) + length(type);
            case ARRAY, MAP -> lowerCase(type) + children(type, TypeNames::declared);
            case STRUCT -> struct(type);
            default -> lowerCase(type);
        };
    }

    /** COLUMN_TYPE of information_schema.columns. */
    public static String columnType(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "tinyint(1)";
            case LARGEINT -> "bigint(20) unsigned";
            default -> declared(type);
        };
    }

    /** DATA_TYPE of information_schema.columns. */
    public static String dataType(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "tinyint";
            case LARGEINT -> "bigint unsigned";
            default -> lowerCase(type);
        };
    }

    /** As errors print it: {@code INT}, {@code DECIMAL64(10,2)}, {@code ARRAY<INT>}. */
    public static String inErrors(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> decimalKind(type) + "(" + type.precision() + "," + type.scale() + ")";
            case CHAR, VARCHAR, VARBINARY -> type.kind().name() + length(type);
            case ARRAY, MAP -> type.kind().name() + children(type, TypeNames::inErrors);
            case STRUCT -> struct(type);
            default -> type.kind().name();
        };
    }

    /** The type without its sizes: DECIMAL by the width it is stored in. */
    public static String primitive(DataType type) {
        return type.kind() == TypeKind.DECIMAL ? decimalKind(type) : type.kind().name();
    }

    private static String decimalKind(DataType type) {
        return type.precision() <= MAX_DECIMAL64_PRECISION ? "DECIMAL64" : "DECIMAL128";
    }

    private static String lowerCase(DataType type) {
        return type.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String length(DataType type) {
        return type.length() == 0 ? "" : "(" + type.length() + ")";
    }

    private static String children(DataType type, Function<DataType, String> spelling) {
        return type.children().stream().map(spelling).collect(Collectors.joining(",", "<", ">"));
    }

    private static String struct(DataType type) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.children().size(); i++) {
            fields.add(type.fieldNames().get(i) + " " + declared(type.children().get(i)));
        }
        return "struct<" + String.join(", ", fields) + ">";
    }
}
