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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.PoolExhaustedException;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** JSON rows, read with a JSON parser that is not ours, and where bytes matter, as bytes. */
class JsonRowWriterTest extends RowWriterContract {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    @Override
    LoadFormat formatOf(LoadColumn... columns) {
        return LoadFormat.json(List.of(columns));
    }

    @Override
    List<List<String>> read(LoadFormat format, String written) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : written.split("\n")) {
            rows.add(readRow(format, line));
        }
        return rows;
    }

    @Override
    String booleanText(boolean value) {
        return String.valueOf(value);
    }

    @Override
    boolean carries(String text) {
        return true;
    }

    /** As StarRocks does, takes a key that is missing for NULL. */
    private static List<String> readRow(LoadFormat format, String line) throws IOException {
        Map<String, String> texts = textsByKey(line);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < format.columns().size(); i++) {
            LoadColumn column = format.columns().get(i);
            boolean isPlain = column.encoding() == FieldEncoding.PLAIN;
            values.add(texts.remove(isPlain ? column.name() : "__cdc_encoded_" + i));
        }
        values.add(texts.remove("__op"));
        assertThat(texts).isEmpty();
        return values;
    }

    private static Map<String, String> textsByKey(String line) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                assertThat(value.isScalarValue()).isTrue();
                assertThat(value).isNotEqualTo(JsonToken.VALUE_NULL);
                texts.put(key, parser.getText());
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return texts;
    }

    @Test
    void writesOneCompactObjectPerLine() {
        LoadFormat format =
                formatOf(
                        plain("id"),
                        plain("t\"x\\"),
                        plain("d"),
                        plain("列"),
                        LoadColumn.of("bin", FieldEncoding.BASE64));
        byte[] text = "a\tb\u0000\"\\\u001f".getBytes(StandardCharsets.UTF_8);
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
                            writer.field(2);
                            writer.writeDouble(1.5);
                            writer.endRow(RowOp.UPSERT);
                            writer.beginRow();
                            writer.endRow(RowOp.DELETE);
                        });
        assertThat(written)
                .isEqualTo(
                        "{\"id\":-5,\"t\\\"x\\\\\":\"a\\tb\\u0000\\\"\\\\\\u001f\",\"d\":\"-0.01\","
                                + "\"列\":false,\"__cdc_encoded_4\":\"AP8=\",\"__op\":1}\n"
                                + "{\"d\":1.5,\"__op\":0}\n"
                                + "{\"__op\":1}\n");
    }

    @Test
    void writesNoOperationForATableThatKeepsRowsAsTheyCome() {
        String written =
                write(
                        formatOf(plain("id"), plain("b")).appending(),
                        writer -> {
                            writer.beginRow();
                            writer.field(0);
                            writer.writeInt(-5);
                            writer.field(1);
                            writer.writeBoolean(false);
                            writer.endRow(RowOp.UPSERT);
                            writer.beginRow();
                            writer.endRow(RowOp.UPSERT);
                        });

        assertThat(written).isEqualTo("{\"id\":-5,\"b\":false}\n{}\n");
    }

    @Test
    void leavesNothingOfARowThatFoundNoPage() throws IOException {
        PagePool pool = new PagePool(2 * RowBuffer.MAX_TOKEN_BYTES, RowBuffer.MAX_TOKEN_BYTES);
        RowBuffer buffer = new RowBuffer(pool);
        RowWriter writer = formatOf(plain("c")).newWriter(buffer);
        writer.beginRow();
        writer.field(0);
        writer.writeInt(1);
        writer.endRow(RowOp.UPSERT);
        long bytesBefore = buffer.bytes();

        writer.beginRow();
        writer.field(0);
        Assertions.assertThatThrownBy(() -> writer.writeText(new byte[1_000], 0, 1_000))
                .isInstanceOf(PoolExhaustedException.class);
        buffer.rollbackRow();

        assertThat(buffer.bytes()).isEqualTo(bytesBefore);
        assertThat(pool.usedBytes()).isEqualTo(RowBuffer.MAX_TOKEN_BYTES);
        writer.beginRow();
        writer.field(0);
        writer.writeInt(2);
        writer.endRow(RowOp.DELETE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.seal().writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"c\":1,\"__op\":0}\n{\"c\":2,\"__op\":1}\n");
    }
}
