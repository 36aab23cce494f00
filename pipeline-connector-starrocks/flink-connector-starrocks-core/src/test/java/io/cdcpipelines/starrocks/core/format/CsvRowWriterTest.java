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
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV rows, read by splitting alone, and where bytes matter, as bytes. */
class CsvRowWriterTest extends RowWriterContract {

    @Override
    LoadFormat formatOf(LoadColumn... columns) {
        return csv("\\x01", "\\x02", columns);
    }

    private static LoadFormat csv(String separator, String delimiter, LoadColumn... columns) {
        return LoadFormat.csv(
                List.of(columns), Delimiter.parse(separator), Delimiter.parse(delimiter));
    }

    @Override
    List<List<String>> read(LoadFormat format, String written) {
        return new CsvReader("\u0001", "\u0002").read(written);
    }

    @Override
    String booleanText(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    boolean carries(String text) {
        String start = text.replaceFirst("^[ \\t\\n\\x0b\\f\\r]+", "");
        boolean isJsonLike = !start.isEmpty() && "{[\"".indexOf(start.charAt(0)) >= 0;
        return !isJsonLike
                && text.indexOf('\u0001') < 0
                && text.indexOf('\u0002') < 0
                && !text.equals("\\N")
                && !text.startsWith("\ufeff");
    }

    private static void writeRow(RowWriter writer, byte[] text, RowOp op) {
        writer.beginRow();
        writer.field(0);
        writer.writeText(text, 0, text.length);
        writer.endRow(op);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String writeOne(LoadFormat format, String text) {
        return write(format, writer -> writeRow(writer, utf8(text), RowOp.UPSERT));
    }

    @Test
    void writesEveryFieldThenTheOperationThenTheDelimiter() {
        LoadFormat format =
                formatOf(
                        plain("id"),
                        plain("note"),
                        plain("d"),
                        plain("b"),
                        LoadColumn.of("bin", FieldEncoding.BASE64));
        byte[] text = utf8("a\t\"é\\N");
        String written =
                write(
                        format,
                        writer -> {
                            writer.beginRow();
                            writer.field(0);
                            writer.writeInt(-5);
                            writer.field(1);
                            writer.writeText(text, 0, text.length);
                            writer.field(2);
                            writer.writeDecimal(-1, 2);
                            writer.field(3);
                            writer.writeBoolean(false);
                            writer.field(4);
                            writer.writeBinary(new byte[] {0, -1}, 0, 2);
                            writer.endRow(RowOp.DELETE);
                            writer.beginRow();
                            for (int i = 0; i < 4; i++) {
                                writer.field(i);
                                writer.writeNull();
                            }
                            writer.field(4);
                            writer.writeText(text, 0, 0);
                            writer.endRow(RowOp.UPSERT);
                        });
        assertThat(written)
                .isEqualTo(
                        "-5|a\t\"é\\N|-0.01|0|AP8=|1;\\N|\\N|\\N|\\N||0;"
                                .replace('|', '\u0001')
                                .replace(';', '\u0002'));
    }

    @Test
    void writesDelimitersOfSeveralCharacters() {
        LoadFormat format = csv("|||", "\\n#\\n", plain("a"), plain("b"));
        String written =
                write(
                        format,
                        writer -> {
                            writer.beginRow();
                            writer.field(0);
                            writer.writeText(new byte[0], 0, 0);
                            writer.field(1);
                            writer.writeDate(0);
                            writer.endRow(RowOp.UPSERT);
                        });
        assertThat(written).isEqualTo("|||1970-01-01|||0\n#\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the column separator,               61 01 7a,          delimiter",
        "the row delimiter,                  02,                delimiter",
        "a separator after eight bytes,      61 62 63 64 65 66 67 68 69 01, delimiter",
        "a separator after other text,       e5 88 97 e5 88 97 e5 88 97 02 61, delimiter",
        "a separator in malformed text,      e2 82 01,          delimiter",
        "the text that means NULL,           5c 4e,             means NULL",
        "an object,                          7b 7d,             like JSON",
        "an array after blanks,              20 09 0b 0d 0a 0c 5b, like JSON",
        "a quoted word,                      22 61 22,          like JSON",
        "a byte order mark,                  ef bb bf 61,       byte order mark",
    })
    void refusesText(String name, String hex, String reason) {
        String[] digits = hex.split(" ");
        byte[] text = new byte[digits.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) Integer.parseInt(digits[i], 16);
        }
        assertThatThrownBy(
                        () ->
                                write(
                                        formatOf(plain("c")),
                                        writer -> writeRow(writer, text, RowOp.DELETE)))
                .isInstanceOf(NotRepresentableException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "N", "\\n", "\\N ", " \\N", "x\\N", "\\NN", "", " ", "x{", "ï»¿"})
    void carriesTextThatOnlyResemblesWhatItRefuses(String text) {
        LoadFormat format = formatOf(plain("c"));
        assertThat(read(format, writeOne(format, text))).containsExactly(List.of(text, "0"));
    }

    @Test
    void refusesEachCharacterOfADelimiterAtAnyPlaceAndNoOther() {
        LoadFormat format = csv("||", "\\x0d0a", plain("c"));
        for (char c = 0; c < 128; c++) {
            for (int before = 0; before < 20; before++) {
                String text = "x".repeat(before) + c + "y".repeat(19 - before);
                boolean isDelimiting = c == '|' || c == '\r' || c == '\n';
                boolean isJsonLike = before == 0 && "{[\"".indexOf(c) >= 0;
                if (isDelimiting || isJsonLike) {
                    assertThatThrownBy(() -> writeOne(format, text))
                            .as("%d at %d", (int) c, before)
                            .isInstanceOf(NotRepresentableException.class);
                } else {
                    assertThat(writeOne(format, text)).isEqualTo(text + "||0\r\n");
                }
            }
        }
    }

    @Test
    void namesNoValueWhenItRefusesOne() {
        assertThatThrownBy(() -> writeOne(formatOf(plain("c")), "sec\u0001ret"))
                .hasMessageNotContaining("sec")
                .hasMessageNotContaining("ret");
    }

    @Test
    void leavesNothingOfARefusedRow() throws IOException {
        PagePool pool = new PagePool(1 << 12, RowBuffer.MAX_TOKEN_BYTES);
        RowBuffer buffer = new RowBuffer(pool);
        RowWriter writer = formatOf(plain("c")).newWriter(buffer);
        writeRow(writer, utf8("a"), RowOp.UPSERT);
        long bytesBefore = buffer.bytes();

        assertThatThrownBy(() -> writeRow(writer, utf8("é".repeat(500) + "\u0002"), RowOp.UPSERT))
                .isInstanceOf(NotRepresentableException.class);
        buffer.rollbackRow();

        assertThat(buffer.bytes()).isEqualTo(bytesBefore);
        assertThat(pool.usedBytes()).isEqualTo(RowBuffer.MAX_TOKEN_BYTES);
        writeRow(writer, utf8("b"), RowOp.DELETE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.seal().writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("a\u00010\u0002b\u00011\u0002");
    }

    @Test
    void insistsOnEveryField() {
        LoadFormat format = formatOf(plain("a"), plain("b"));
        assertThatThrownBy(
                        () ->
                                write(
                                        format,
                                        writer -> {
                                            writer.beginRow();
                                            writer.field(1);
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () ->
                                write(
                                        format,
                                        writer -> {
                                            writer.beginRow();
                                            writer.field(0);
                                            writer.writeInt(1);
                                            writer.endRow(RowOp.UPSERT);
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 of 2");
    }

    @ParameterizedTest
    @CsvSource({"\\x01, \\x02", "||, \\x0d0a", "\\t, \\n", "',', ;;;"})
    void isReadAsTheFieldsThatWereWritten(String separator, String delimiter) {
        String columns = new String(Delimiter.parse(separator).bytes(), StandardCharsets.UTF_8);
        String rows = new String(Delimiter.parse(delimiter).bytes(), StandardCharsets.UTF_8);
        LoadFormat format = csv(separator, delimiter, RandomRows.columns());
        CsvReader reader = new CsvReader(columns, rows);
        for (long seed = 0; seed < 1_000; seed++) {
            // The same rows each time that they are asked for.
            RandomRows random = new RandomRows(seed, columns + rows);
            List<List<String>> expected = new ArrayList<>();
            String written =
                    write(
                            format,
                            writer -> {
                                expected.clear();
                                random.write(2, writer, expected);
                            });
            assertThat(reader.read(written)).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
