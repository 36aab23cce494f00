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

package io.cdcpipelines.starrocks.emulator.alter;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueCastTest {
    private static final DataType TEXT = DataType.sized(TypeKind.VARCHAR, 10);

    private static DataType type(TypeKind kind) {
        return DataType.of(kind);
    }

    static Stream<Arguments> casts() {
        return Stream.of(
                Arguments.of(7, type(TypeKind.TINYINT), type(TypeKind.INT), 7),
                Arguments.of(7, type(TypeKind.INT), type(TypeKind.BIGINT), 7L),
                Arguments.of(
                        7L, type(TypeKind.BIGINT), type(TypeKind.LARGEINT), BigInteger.valueOf(7)),
                Arguments.of(7, type(TypeKind.INT), type(TypeKind.DOUBLE), 7.0),
                Arguments.of(1.1f, type(TypeKind.FLOAT), type(TypeKind.DOUBLE), 1.1),
                Arguments.of(
                        new BigDecimal("1.50"),
                        DataType.decimal(5, 2),
                        DataType.decimal(9, 4),
                        new BigDecimal("1.5000")),
                Arguments.of(new BigDecimal("1.50"), DataType.decimal(5, 2), TEXT, "1.50"),
                Arguments.of(1e20, type(TypeKind.DOUBLE), TEXT, "1e20"),
                Arguments.of(2.0, type(TypeKind.DOUBLE), TEXT, "2"),
                Arguments.of(-0.125f, type(TypeKind.FLOAT), TEXT, "-0.125"),
                Arguments.of(
                        20240229,
                        type(TypeKind.INT),
                        type(TypeKind.DATE),
                        LocalDate.of(2024, 2, 29)),
                Arguments.of(5, type(TypeKind.INT), type(TypeKind.DATE), null),
                Arguments.of(
                        LocalDate.of(2024, 2, 29),
                        type(TypeKind.DATE),
                        type(TypeKind.DATETIME),
                        LocalDateTime.of(2024, 2, 29, 0, 0)),
                Arguments.of(
                        LocalDateTime.of(2024, 2, 29, 23, 59),
                        type(TypeKind.DATETIME),
                        type(TypeKind.DATE),
                        LocalDate.of(2024, 2, 29)),
                Arguments.of(" 12 ", TEXT, type(TypeKind.SMALLINT), 12),
                Arguments.of("40000", TEXT, type(TypeKind.SMALLINT), null),
                Arguments.of("1.25", TEXT, DataType.decimal(4, 2), new BigDecimal("1.25")),
                Arguments.of("2024-01-02", TEXT, type(TypeKind.DATE), LocalDate.of(2024, 1, 2)),
                Arguments.of("{\"a\": 1}", TEXT, type(TypeKind.JSON), "{\"a\": 1}"),
                Arguments.of("say \"x\"", TEXT, type(TypeKind.JSON), "\"say \\\"x\\\"\""),
                Arguments.of("[1] [2]", TEXT, type(TypeKind.JSON), "\"[1] [2]\""),
                Arguments.of("ab", DataType.sized(TypeKind.CHAR, 2), TEXT, "ab"));
    }

    @ParameterizedTest
    @MethodSource("casts")
    void castsAValue(Object value, DataType from, DataType to, Object expected) {
        assertThat(ValueCast.cast(value, from, to)).isEqualTo(expected);
    }

    @Test
    void leavesNullAlone() {
        assertThat(ValueCast.cast(null, type(TypeKind.INT), type(TypeKind.BIGINT))).isNull();
    }

    @Test
    void makesNullOfTextThatTheNewTypeCannotHold() {
        Object digits = new BigInteger("12345678901");

        assertThat(ValueCast.cast(digits, type(TypeKind.LARGEINT), TEXT)).isNull();
    }
}
