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

package io.cdcpipelines.starrocks.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every row writer must do, whatever its format: what is written is what can be read. */
abstract class RowWriterContract {
    private static final int TINY_PAGE = RowBuffer.MAX_TOKEN_BYTES;
    private static final int LARGE_PAGE = 1 << 16;

    /** The format under test, of these columns. */
    abstract LoadFormat formatOf(LoadColumn... columns);

    /**
     * The rows, each as its fields' texts in order, null for NULL, and its operation at the end.
     */
    abstract List<List<String>> read(LoadFormat format, String written) throws IOException;

    /** How the format writes a BOOLEAN. */
    abstract String booleanText(boolean value);

    /** Whether the format carries a text; it refuses others. */
    abstract boolean carries(String text);

    static LoadColumn plain(String name) {
        return LoadColumn.of(name, FieldEncoding.PLAIN);
    }

    /** Writes rows into pages that hold them all, and into the smallest possible: no difference. */
    static String write(LoadFormat format, Consumer<RowWriter> rows) {
        String inOnePage = writeInPagesOf(LARGE_PAGE, format, rows);
        assertThat(writeInPagesOf(TINY_PAGE, format, rows)).isEqualTo(inOnePage);
        return inOnePage;
    }

    private static String writeInPagesOf(
            int pageBytes, LoadFormat format, Consumer<RowWriter> rows) {
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 24, pageBytes));
        rows.accept(format.newWriter(buffer));
        Payload payload = buffer.seal();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            payload.writeTo(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(payload.bytes()).isEqualTo(bytes.size());
        payload.release();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String readBack(Consumer<RowWriter> field) {
        return readBack(List.of(field)).get(0);
    }

    /** Writes each field in a row of its own. */
    private List<String> readBack(List<Consumer<RowWriter>> fields) {
        LoadFormat format = formatOf(plain("c"));
        String written =
                write(
                        format,
                        writer -> {
                            for (Consumer<RowWriter> field : fields) {
                                writer.beginRow();
                                writer.field(0);
                                field.accept(writer);
                                writer.endRow(RowOp.UPSERT);
                            }
                        });
        List<String> values = new ArrayList<>();
        try {
            read(format, written).forEach(row -> values.add(row.get(0)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private static Consumer<RowWriter> text(byte[] utf8) {
        return writer -> writer.writeText(utf8, 0, utf8.length);
    }

    private static Consumer<RowWriter> text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesTheOperationOfEachRow() throws IOException {
        LoadFormat format = formatOf(plain("a"), plain("b"));
        String written =
                write(
                        format,
                        writer -> {
                            writer.beginRow();
                            writer.field(0);
                            writer.writeInt(1);
                            writer.field(1);
                            writer.writeNull();
                            writer.endRow(RowOp.UPSERT);
                            writer.beginRow();
                            writer.field(0);
                            writer.writeInt(2);
                            writer.field(1);
                            writer.writeBoolean(true);
                            writer.endRow(RowOp.DELETE);
                        });
        List<String> upsert = new ArrayList<>(List.of("1"));
        upsert.add(null);
        upsert.add("0");
        assertThat(read(format, written))
                .containsExactly(upsert, List.of("2", booleanText(true), "1"));
    }

    @Test
    void writesTextWithASpecialCharacterAtEveryPosition() {
        List<String> specials = new ArrayList<>();
        for (char c = 0; c < ' '; c++) {
            specials.add(String.valueOf(c));
        }
        specials.addAll(List.of("\"", "\\", "/", "'", "`", "\u007f", "\u0080", "é", "列", "😀", ""));
        List<String> texts = new ArrayList<>();
        List<Consumer<RowWriter>> fields = new ArrayList<>();
        for (String special : specials) {
            for (int before = 0; before < 10; before++) {
                for (int after = 0; after < 10; after++) {
                    texts.add("x".repeat(before) + special + "y".repeat(after));
                }
            }
        }
        texts.removeIf(text -> !carries(text));
        texts.forEach(text -> fields.add(text(text)));
        assertThat(readBack(fields)).isEqualTo(texts);
    }

    @Test
    void writesAnyMixtureOfCharacters() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        List<Consumer<RowWriter>> fields = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                text.appendCodePoint(anyCodePoint(random));
            }
            texts.add(text.toString());
        }
        texts.removeIf(text -> !carries(text));
        texts.forEach(text -> fields.add(text(text)));
        assertThat(texts).hasSizeGreaterThan(50);
        assertThat(readBack(fields)).isEqualTo(texts);
    }

    private static int anyCodePoint(Random random) {
        switch (random.nextInt(4)) {
            case 0:
                return random.nextInt(0x80);
            case 1:
                return random.nextInt(0x800);
            case 2:
                int inPlane = random.nextInt(0x10000);
                return Character.isSurrogate((char) inPlane) ? '?' : inPlane;
            default:
                return 0x10000 + random.nextInt(0x100000);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a lone high surrogate,         ED A0 80,          1",
        "a lone low surrogate,          ED B0 80,          1",
        "a surrogate pair as CESU-8,    ED A0 BD ED B8 80, 2",
        "a lone continuation byte,      80,                1",
        "bytes that never occur,        FF FE,             2",
        "an overlong slash,             C0 AF,             2",
        "an overlong in three bytes,    E0 80 AF,          3",
        "beyond U+10FFFF,               F4 90 80 80,       4",
        "a sequence of five,            F8 88 80 80 80,    5",
        "a surrogate without its end,   ED A0,             1",
        "a start without its rest,      E2 82,             1",
        "a start of four cut after 3,   F0 9F 98,          1",
        "a start of two at the end,     C3,                1",
    })
    void replacesWhatIsNotUtf8(String name, String hex, int replacements) {
        byte[] malformed = bytes(hex);
        byte[] around = new byte[malformed.length + 2];
        around[0] = 'a';
        System.arraycopy(malformed, 0, around, 1, malformed.length);
        around[around.length - 1] = 'z';
        String expected = "\uFFFD".repeat(replacements);
        assertThat(readBack(text(malformed))).isEqualTo(expected);
        assertThat(readBack(text(around))).isEqualTo("a" + expected + "z");
    }

    private static byte[] bytes(String hex) {
        String[] parts = hex.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }

    @Test
    void writesAPartOfAnArrayOnly() {
        byte[] bytes = "abcdefghijklmnop".getBytes(StandardCharsets.UTF_8);
        assertThat(readBack(writer -> writer.writeText(bytes, 2, 9))).isEqualTo("cdefghijk");
        assertThat(readBack(writer -> writer.writeBinary(bytes, 1, 3))).isEqualTo("YmNk");
        assertThat(readBack(writer -> writer.writeText(bytes, 5, 0))).isEmpty();
    }

    @Test
    void writesBytesOfAnyValueAndLengthAsBase64() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<String> expected = new ArrayList<>();
        List<Consumer<RowWriter>> fields = new ArrayList<>();
        for (int length = 0; length <= all.length; length++) {
            int count = length;
            byte[] part = new byte[length];
            System.arraycopy(all, 0, part, 0, length);
            // StarRocks reads an empty text as NULL, and padding alone as no bytes.
            expected.add(length == 0 ? "=" : Base64.getEncoder().encodeToString(part));
            fields.add(writer -> writer.writeBinary(all, 0, count));
        }
        assertThat(readBack(fields)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                99,
                100,
                -100,
                127,
                -128,
                32_767,
                -32_768,
                65_535,
                999_999_999,
                1_000_000_000,
                2_147_483_647,
                -2_147_483_648,
                4_294_967_295L,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void writesIntegers(long value) {
        assertThat(readBack(writer -> writer.writeLong(value))).isEqualTo(Long.toString(value));
        int narrow = (int) value;
        assertThat(readBack(writer -> writer.writeInt(narrow))).isEqualTo(Integer.toString(narrow));
    }

    @ParameterizedTest
    @CsvSource({
        "0,                    0,  0",
        "0,                    2,  0.00",
        "1,                    2,  0.01",
        "-1,                   2,  -0.01",
        "-50,                  2,  -0.50",
        "12345,                2,  123.45",
        "-12345,               4,  -1.2345",
        "999999999999999999,   0,  999999999999999999",
        "999999999999999999,   18, 0.999999999999999999",
        "-9223372036854775808, 0,  -9223372036854775808",
        "-9223372036854775808, 3,  -9223372036854775.808",
        "9223372036854775807,  18, 9.223372036854775807",
        "100000,               5,  1.00000",
    })
    void writesCompactDecimals(long unscaled, int scale, String expected) {
        assertThat(readBack(writer -> writer.writeDecimal(unscaled, scale))).isEqualTo(expected);
        BigDecimal same = BigDecimal.valueOf(unscaled, scale);
        assertThat(readBack(writer -> writer.writeDecimal(same))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999999999999999999.999999999999999999999999999999",
                "-99999999999999999999999999999999999999",
                "0.000000000000000000000000000000000001",
                "18446744073709551615",
                "18446744073709551616",
                "-18446744073709551616",
                "-9223372036854775809",
                "-99999999999999999999.999999999999999999",
                "1000000000000000000000000000.0000000000",
                "-0.00000000000000000000000000000000000001",
                "5",
            })
    void writesDecimalsOfAnyLengthDigitByDigit(String digits) {
        BigDecimal value = new BigDecimal(digits);
        assertThat(readBack(writer -> writer.writeDecimal(value))).isEqualTo(digits);
        if (value.precision() <= 38) {
            BigInteger unscaled = value.unscaledValue();
            long high = unscaled.shiftRight(Long.SIZE).longValue();
            long low = unscaled.longValue();
            assertThat(readBack(writer -> writer.writeDecimal(high, low, value.scale())))
                    .isEqualTo(digits);
        }
    }

    @Test
    void writesNeighboursWithoutAValueAsIfTheyWereWrittenOneByOne() throws IOException {
        LoadFormat format = formatOf(plain("a"), plain("b"), plain("c"), plain("d"));
        for (int from = 0; from < 4; from++) {
            for (int to = from + 1; to <= 4; to++) {
                assertThat(rowWithNulls(format, from, to, true))
                        .isEqualTo(rowWithNulls(format, from, to, false));
            }
        }
    }

    private String rowWithNulls(LoadFormat format, int from, int to, boolean atOnce) {
        return write(
                format,
                writer -> {
                    writer.beginRow();
                    for (int i = 0; i < 4; i++) {
                        if (atOnce && i == from) {
                            writer.writeNulls(from, to);
                            i = to - 1;
                        } else {
                            writer.field(i);
                            if (i >= from && i < to) {
                                writer.writeNull();
                            } else {
                                writer.writeInt(i);
                            }
                        }
                    }
                    writer.endRow(RowOp.UPSERT);
                });
    }

    @Test
    void writesDecimalsWithoutExponent() {
        assertThat(readBack(writer -> writer.writeDecimal(new BigDecimal("1E+5"))))
                .isEqualTo("100000");
        assertThat(readBack(writer -> writer.writeDecimal(new BigDecimal("1E-9"))))
                .isEqualTo("0.000000001");
    }

    @Test
    void writesFloatingPointNumbersThatReadBackTheSame() {
        Random random = new Random(11);
        List<Double> doubles = new ArrayList<>(List.of(0.0, -0.0, 1.0, -1.5, 0.1, 100.0));
        doubles.addAll(List.of(Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 1e15, 1e16));
        while (doubles.size() < 500) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                doubles.add(any);
            }
        }
        List<Consumer<RowWriter>> fields = new ArrayList<>();
        doubles.forEach(value -> fields.add(writer -> writer.writeDouble(value)));
        List<Float> floats = new ArrayList<>(List.of(0f, -0f, 1f, 0.1f, Float.MIN_VALUE));
        doubles.stream().map(Double::floatValue).filter(Float::isFinite).forEach(floats::add);
        floats.forEach(value -> fields.add(writer -> writer.writeFloat(value)));
        List<String> written = readBack(fields);
        for (int i = 0; i < doubles.size(); i++) {
            assertThat(Double.valueOf(written.get(i))).isEqualTo(doubles.get(i));
        }
        for (int i = 0; i < floats.size(); i++) {
            assertThat(Float.valueOf(written.get(doubles.size() + i))).isEqualTo(floats.get(i));
        }
    }

    @Test
    void refusesNumbersThatNobodyCanStore() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> readBack(writer -> writer.writeDouble(value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NaN and infinity");
            assertThatThrownBy(() -> readBack(writer -> writer.writeFloat((float) -value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesEveryDate() {
        List<String> expected = new ArrayList<>();
        List<Consumer<RowWriter>> fields = new ArrayList<>();
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day += 17) {
            int epochDay = (int) day;
            expected.add(LocalDate.ofEpochDay(day).toString());
            fields.add(writer -> writer.writeDate(epochDay));
        }
        for (String date : List.of("0000-01-01", "0000-02-29", "1900-02-28", "9999-12-31")) {
            int epochDay = (int) LocalDate.parse(date).toEpochDay();
            expected.add(date);
            fields.add(writer -> writer.writeDate(epochDay));
        }
        assertThat(readBack(fields)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00,        1970-01-01 00:00:00",
        "1969-12-31T23:59:59.999999, 1969-12-31 23:59:59.999999",
        "0000-01-01T00:00:00,        0000-01-01 00:00:00",
        "9999-12-31T23:59:59.999999, 9999-12-31 23:59:59.999999",
        "2024-02-29T12:34:56.000001, 2024-02-29 12:34:56.000001",
        "2024-02-29T12:34:56.100000, 2024-02-29 12:34:56.100000",
        "1582-10-10T01:02:03,        1582-10-10 01:02:03",
    })
    void writesDatesWithTimes(LocalDateTime value, String expected) {
        long second = value.toEpochSecond(ZoneOffset.UTC);
        int micros = value.getNano() / 1_000;
        assertThat(readBack(writer -> writer.writeDateTime(second, micros))).isEqualTo(expected);
    }

    @Test
    void refusesDatesOutsideTheYears0To9999() {
        int before = (int) LocalDate.of(0, 1, 1).toEpochDay() - 1;
        int after = (int) LocalDate.of(9999, 12, 31).toEpochDay() + 1;
        for (int day : new int[] {before, after, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> readBack(writer -> writer.writeDate(day)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("years 0000 to 9999");
        }
        assertThatThrownBy(() -> readBack(writer -> writer.writeDateTime(Long.MAX_VALUE, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> readBack(writer -> writer.writeDateTime(0, 1_000_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,          0, 00:00:00",
        "0,          3, 00:00:00.000",
        "86399999,   3, 23:59:59.999",
        "86399999,   2, 23:59:59.99",
        "86399999,   1, 23:59:59.9",
        "86399999,   0, 23:59:59",
        "3020399000, 0, 838:59:59",
        "-3020399000,0, -838:59:59",
        "-1500,      1, -00:00:01.5",
        "-1,         3, -00:00:00.001",
        "86400000,   0, 24:00:00",
    })
    void writesTimes(long millis, int fractionDigits, String expected) {
        assertThat(readBack(writer -> writer.writeTime(millis, fractionDigits)))
                .isEqualTo(expected);
    }

    @Test
    void writesALongTextOverManyPages() {
        String text = "0123456789é列😀\n".repeat(5_000);
        assertThat(readBack(text(text))).isEqualTo(text);
    }
}
