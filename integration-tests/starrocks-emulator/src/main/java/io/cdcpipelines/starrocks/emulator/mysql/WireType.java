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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;

/**
 * The column type that stands for a StarRocks type in the protocol. Types that MySQL does not have
 * (LARGEINT, JSON, the nested ones) travel as strings. Only binary columns have flags, by which
 * drivers tell them from text.
 */
enum WireType {
    TINY(0x01),
    SHORT(0x02),
    LONG(0x03),
    FLOAT(0x04),
    DOUBLE(0x05),
    LONGLONG(0x08),
    DATE(0x0a),
    DATETIME(0x0c),
    NEWDECIMAL(0xf6),
    BLOB(0xfc),
    VAR_STRING(0xfd),
    STRING(0xfe),
    /** Aggregate states, which a SELECT gives as NULL. */
    OPAQUE(0xfe);

    private static final int UTF8_GENERAL_CI = 33;
    private static final int BINARY = 63;
    private static final int BLOB_FLAG = 0x10;
    private static final int BINARY_FLAG = 0x80;
    private static final int FIXED_FIELDS_LENGTH = 0x0c;
    private static final int UTF8_BYTES = 3;
    private static final int UNSPECIFIED_DECIMALS = 31;
    private static final int DECIMAL_SIGN_AND_POINT = 2;
    private static final int DEFAULT_STRING_LENGTH = 65533;

    private final int code;

    WireType(int code) {
        this.code = code;
    }

    static WireType of(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT -> TINY;
            case SMALLINT -> SHORT;
            case INT -> LONG;
            case BIGINT -> LONGLONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> NEWDECIMAL;
            case DATE -> DATE;
            case DATETIME -> DATETIME;
            case VARCHAR -> VAR_STRING;
            case VARBINARY -> BLOB;
            case LARGEINT, CHAR, JSON, ARRAY, MAP, STRUCT -> STRING;
            case HLL, BITMAP, PERCENTILE -> OPAQUE;
        };
    }

    boolean isAlwaysNull() {
        return this == OPAQUE;
    }

    void writeDefinition(ResultColumn column, PayloadWriter out) {
        out.lengthEncoded("def")
                .lengthEncoded("")
                .lengthEncoded("")
                .lengthEncoded("")
                .lengthEncoded(column.label())
                .lengthEncoded(column.label())
                .lengthEncoded(FIXED_FIELDS_LENGTH)
                .int2(charset())
                .int4(displayLength(column.type()))
                .int1(code)
                .int2(this == BLOB ? BLOB_FLAG | BINARY_FLAG : 0)
                .int1(decimals(column.type()))
                .int2(0);
    }

    private int charset() {
        return this == VAR_STRING || this == STRING || this == OPAQUE ? UTF8_GENERAL_CI : BINARY;
    }

    /** Drivers tell BOOLEAN from TINYINT by the length 1. */
    private static long displayLength(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case TINYINT -> 4;
            case SMALLINT -> 6;
            case INT -> 11;
            case BIGINT -> 20;
            case LARGEINT -> 40;
            case FLOAT -> 12;
            case DOUBLE -> 22;
            case DECIMAL -> type.precision() + DECIMAL_SIGN_AND_POINT;
            case DATE -> 10;
            case DATETIME -> 26;
            case VARBINARY -> type.length() == 0 ? DEFAULT_STRING_LENGTH : type.length();
            default ->
                    (long) UTF8_BYTES
                            * (type.length() == 0 ? DEFAULT_STRING_LENGTH : type.length());
        };
    }

    private static int decimals(DataType type) {
        return switch (type.kind()) {
            case FLOAT, DOUBLE -> UNSPECIFIED_DECIMALS;
            case DECIMAL -> type.scale();
            default -> 0;
        };
    }
}
