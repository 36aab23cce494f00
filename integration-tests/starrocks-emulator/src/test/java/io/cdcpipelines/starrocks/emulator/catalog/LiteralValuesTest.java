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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LiteralValuesTest {
    private static final DataType DECIMAL = DataType.decimal(5, 2);

    private static DataType type(TypeKind kind) {
        return DataType.of(kind);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(type(TypeKind.BOOLEAN), "TRUE", true),
                Arguments.of(type(TypeKind.BOOLEAN), "0", false),
                Arguments.of(type(TypeKind.TINYINT), "-128", -128),
                Arguments.of(type(TypeKind.INT), "+1", 1),
                Arguments.of(type(TypeKind.BIGINT), "9223372036854775807", Long.MAX_VALUE),
                Arguments.of(
                        type(TypeKind.LARGEINT),
                        "-170141183460469231731687303715884105728",
                        new BigInteger("-170141183460469231731687303715884105728")),
                Arguments.of(type(TypeKind.FLOAT), "1.5", 1.5f),
                Arguments.of(type(TypeKind.DOUBLE), "1e10", 1e10),
                Arguments.of(DECIMAL, "7", new BigDecimal("7.00")),
                Arguments.of(DECIMAL, "-123.45", new BigDecimal("-123.45")),
                Arguments.of(DECIMAL, "1e2", new BigDecimal("100.00")),
                Arguments.of(DataType.sized(TypeKind.VARCHAR, 2), "日本", "日本"),
                Arguments.of(type(TypeKind.DATE), "20240229", LocalDate.of(2024, 2, 29)),
                Arguments.of(type(TypeKind.DATE), "24-1-2", LocalDate.of(2024, 1, 2)),
                Arguments.of(type(TypeKind.DATE), "70-01-02", LocalDate.of(1970, 1, 2)),
                Arguments.of(type(TypeKind.DATE), "1970-01-01 00:00:00", LocalDate.of(1970, 1, 1)),
                Arguments.of(
                        type(TypeKind.DATETIME), "1970-01-01", LocalDateTime.of(1970, 1, 1, 0, 0)),
                Arguments.of(
                        type(TypeKind.DATETIME),
                        "1970-01-01T01:02:03.5",
                        LocalDateTime.of(1970, 1, 1, 1, 2, 3, 500_000_000)),
                Arguments.of(
                        type(TypeKind.DATETIME),
                        "9999-12-31 23:59:59.123456",
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 123_456_000)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsALiteral(DataType type, String text, Object value) {
        assertThat(LiteralValues.parse(type, text)).isEqualTo(value);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(type(TypeKind.BOOLEAN), "", "Invalid BOOLEAN literal: "),
                Arguments.of(
                        type(TypeKind.SMALLINT),
                        "32768",
                        "Number out of range[32768]. type: SMALLINT"),
                Arguments.of(type(TypeKind.INT), "1e3", "Invalid number format: 1e3"),
                Arguments.of(
                        type(TypeKind.BIGINT),
                        "9223372036854775808",
                        "Invalid number format: 9223372036854775808"),
                Arguments.of(
                        type(TypeKind.LARGEINT),
                        "170141183460469231731687303715884105728",
                        "Large int literal is out of range: "
                                + "170141183460469231731687303715884105728"),
                Arguments.of(type(TypeKind.DOUBLE), "x", "Invalid floating-point literal: x"),
                Arguments.of(type(TypeKind.DOUBLE), "Infinity", "Invalid literal:Infinity"),
                Arguments.of(
                        DECIMAL,
                        "1.555",
                        "Type DECIMAL64(5,2) is too narrow to hold the DecimalLiteral '1.555'"
                                + " (precision=4, scale=3)"),
                Arguments.of(
                        DECIMAL,
                        "1234",
                        "Type DECIMAL64(5,2) is too narrow to hold the DecimalLiteral '1234'"
                                + " (precision=4, scale=0)"),
                Arguments.of(
                        DataType.sized(TypeKind.CHAR, 1), "ab", "Default value is too long: ab"),
                Arguments.of(
                        type(TypeKind.DATE), "2023-02-29", "date literal [2023-02-29] is invalid"),
                Arguments.of(
                        type(TypeKind.DATETIME),
                        "2024-01-01 1:02:03",
                        "date literal [2024-01-01 1:02:03] is invalid"),
                Arguments.of(
                        type(TypeKind.DATETIME),
                        "2024-01-01 24:00:00",
                        "date literal [2024-01-01 24:00:00] is invalid"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesALiteralWithStarRocksReason(DataType type, String text, String reason) {
        assertThatThrownBy(() -> LiteralValues.parse(type, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
