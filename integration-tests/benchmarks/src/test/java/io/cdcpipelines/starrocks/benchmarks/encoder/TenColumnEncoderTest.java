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

package io.cdcpipelines.starrocks.benchmarks.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.types.RowType;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenColumnEncoderTest {
    private static final int START = 3;

    private final BinaryRecordDataGenerator records =
            new BinaryRecordDataGenerator((RowType) Shapes.tenColumns().schema().toRowDataType());

    private final Object[] order = {
        4711L,
        12,
        BinaryStringData.fromString("A-2026-000017"),
        BinaryStringData.fromString("paid"),
        DecimalData.fromBigDecimal(new BigDecimal("1234567890.05"), 12, 2),
        TimestampData.fromLocalDateTime(LocalDateTime.of(2024, 2, 29, 23, 5, 9)),
        (int) LocalDate.of(2024, 3, 1).toEpochDay(),
        12.5,
        true,
        BinaryStringData.fromString("leave it at the door")
    };

    private String encoded() {
        byte[] out = new byte[START + TenColumnEncoder.LONGEST_ROW];
        BinaryRecordData row = records.generate(order);
        return new String(
                out, START, TenColumnEncoder.put(row, out, START) - START, StandardCharsets.UTF_8);
    }

    @Test
    void writesARowAsTheConnectorDoes() {
        assertThat(encoded())
                .isEqualTo(
                        "{\"id\":4711,\"customer_id\":12,\"order_number\":\"A-2026-000017\","
                                + "\"status\":\"paid\",\"total\":\"1234567890.05\","
                                + "\"created_at\":\"2024-02-29 23:05:09\","
                                + "\"ship_date\":\"2024-03-01\",\"weight\":12.5,\"is_gift\":1,"
                                + "\"note\":\"leave it at the door\",\"__op\":0}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1234567",
                "12345678",
                "123456789abcdef",
                "0123456789abcdef",
                "\"",
                "seven\\7",
                "in the \"middle\" of it",
                "at the end of it\n",
                "caf\u00e9 \uD83D\uDE00 \u4f60\u597d",
                "a tab\tand a control\u0001",
                "1234567\"12345678\\"
            })
    void readsBackEveryText(String text) throws IOException {
        order[3] = BinaryStringData.fromString(text);
        order[9] = BinaryStringData.fromString(text);
        assertThat(field("status")).isEqualTo(text);
        assertThat(field("note")).isEqualTo(text);
    }

    private String field(String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(encoded())) {
            parser.nextToken();
            while (!name.equals(parser.nextFieldName())) {
                assertThat(parser.currentToken()).isNotNull();
            }
            return parser.nextTextValue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "5, 0.05",
        "-5, -0.05",
        "-123456, -1234.56",
        "999999999999, 9999999999.99"
    })
    void writesDecimals(long hundredths, String text) throws IOException {
        order[4] = DecimalData.fromUnscaledLong(hundredths, 12, 2);
        assertThat(field("total")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9L,
                10L,
                99L,
                100L,
                12345L,
                999999L,
                1000000L,
                12345678L,
                123456789L,
                2147483647L,
                2147483648L,
                1000000000001L,
                9223372036854775807L,
                -1L,
                Long.MIN_VALUE
            })
    void writesIntegers(long value) {
        order[0] = value;
        assertThat(encoded()).startsWith("{\"id\":" + value + ",");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1000})
    void writesSmallerIntegers(int value) {
        order[1] = value;
        assertThat(encoded()).contains(",\"customer_id\":" + value + ",");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.001",
        "0.5, 0.5",
        "7, 7",
        "1.25, 1.25",
        "9999.999, 9999.999",
        "0.0001, 1.0E-4",
        "-2.5, -2.5",
        "0.1234, 0.1234",
        "123456789012345680, 1.2345678901234568E17"
    })
    void writesDoubles(double value, String text) {
        order[7] = value;
        assertThat(encoded()).contains("\"weight\":" + text + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "9999-12-31"})
    void writesDates(String date) {
        order[6] = (int) LocalDate.parse(date).toEpochDay();
        order[5] = TimestampData.fromLocalDateTime(LocalDate.parse(date).atTime(23, 59, 59));
        assertThat(encoded())
                .contains("\"ship_date\":\"" + date + "\"")
                .contains("\"created_at\":\"" + date + " 23:59:59\"");
    }

    @Test
    void refusesNull() {
        order[9] = null;
        assertThatThrownBy(this::encoded).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsNoMoreRoomThanItSays() {
        byte[] note = new byte[200];
        Arrays.fill(note, (byte) 1);
        order[9] = BinaryStringData.fromBytes(note);
        assertThat(encoded()).hasSizeGreaterThan(1_400);
    }

    @Test
    void writesRowsOfTheCorpusWithAbout320Bytes() {
        byte[] out = new byte[TenColumnEncoder.LONGEST_ROW];
        double bytes =
                Shapes.tenColumns().corpus().changes().stream()
                        .map(DataChangeEvent::after)
                        .mapToInt(row -> TenColumnEncoder.put((BinaryRecordData) row, out, 0))
                        .average()
                        .orElseThrow();
        assertThat(bytes).isBetween(300.0, 340.0);
    }
}
