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

package io.cdcpipelines.starrocks.emulator.catalog;

import java.util.List;

/**
 * A column type.
 *
 * <p>A value of it is held in memory as: BOOLEAN {@link Boolean}; TINYINT to INT {@link Integer};
 * BIGINT {@link Long}; LARGEINT {@link java.math.BigInteger}; FLOAT {@link Float}; DOUBLE {@link
 * Double}; DECIMAL {@link java.math.BigDecimal} of the declared scale; CHAR and VARCHAR {@link
 * String}; VARBINARY {@code byte[]}; DATE {@link java.time.LocalDate}; DATETIME {@link
 * java.time.LocalDateTime}; JSON {@link String} in normalised form; ARRAY {@link List}; MAP {@link
 * java.util.Map}; STRUCT {@link List} in field order; the aggregate types {@code byte[]}.
 *
 * @param length bytes of CHAR, VARCHAR and VARBINARY; 0 for other types, and for a VARBINARY
 *     declared without one
 * @param precision digits of DECIMAL, else 0
 * @param scale fraction digits of DECIMAL, else 0
 * @param children element type of ARRAY; key and value types of MAP; field types of STRUCT
 * @param fieldNames field names of STRUCT
 */
public record DataType(
        TypeKind kind,
        int length,
        int precision,
        int scale,
        List<DataType> children,
        List<String> fieldNames) {

    public DataType {
        children = List.copyOf(children);
        fieldNames = List.copyOf(fieldNames);
    }

    public static DataType of(TypeKind kind) {
        return new DataType(kind, 0, 0, 0, List.of(), List.of());
    }

    public static DataType sized(TypeKind kind, int length) {
        return new DataType(kind, length, 0, 0, List.of(), List.of());
    }

    public static DataType decimal(int precision, int scale) {
        return new DataType(TypeKind.DECIMAL, 0, precision, scale, List.of(), List.of());
    }
}
