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

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that was written can be read back, as a human wants to see it. */
class SentRowTest {
    private static final List<LoadColumn> COLUMNS =
            List.of(
                    LoadColumn.of("id", FieldEncoding.PLAIN),
                    LoadColumn.of("no\"te", FieldEncoding.PLAIN),
                    LoadColumn.of("photo", FieldEncoding.BASE64));
    private static final LoadFormat JSON = LoadFormat.json(COLUMNS);
    private static final LoadFormat CSV =
            LoadFormat.csv(COLUMNS, Delimiter.parse("||"), Delimiter.parse("\\x0102"));

    private static SentRow row(LoadFormat format, RowOp op, String note) throws IOException {
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 16, 1024));
        RowWriter out = format.newWriter(buffer);
        out.beginRow();
        out.field(0);
        out.writeLong(-17);
        out.field(1);
        if (note == null) {
            out.writeNull();
        } else {
            byte[] text = note.getBytes(StandardCharsets.UTF_8);
            out.writeText(text, 0, text.length);
        }
        out.field(2);
        out.writeBinary(new byte[] {1, 2, 3}, 0, 3);
        out.endRow(op);
        Payload payload = buffer.seal();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        payload.writeTo(bytes);
        return format.read(bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "with \"quotes\" and \\",
                "\\\"",
                "ends with a \\",
                "a,b:c",
                "{\"__op\":1}",
                "[1,{\"a\":[]}",
                "line\nbreak\ttab",
                "ünï 😀",
            })
    void isReadAsItWasWrittenInJson(String text) throws IOException {
        SentRow row = row(JSON, RowOp.DELETE, text);

        assertThat(row.op()).isEqualTo(RowOp.DELETE);
        assertThat(row.asJson())
                .isEqualTo("{\"id\":-17,\"no\\\"te\":" + quoted(text) + ",\"photo\":\"AQID\"}");
    }

    /** As the escaper of rows does it: a line break has a short form. */
    private static String quoted(String text) {
        return JsonText.quoted(text).replace("\\u000a", "\\n").replace("\\u0009", "\\t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with \"quotes\" and \\", "a,b:c", "x\u0003y", "ünï 😀"})
    void isReadAsItWasWrittenInCsv(String text) throws IOException {
        SentRow row = row(CSV, RowOp.UPSERT, text);

        assertThat(row.op()).isEqualTo(RowOp.UPSERT);
        assertThat(row.asJson())
                .isEqualTo(
                        "{\"id\":\"-17\",\"no\\\"te\":"
                                + JsonText.quoted(text)
                                + ",\"photo\":\"AQID\"}");
    }

    @Test
    void namesColumnsWithoutAValueToo() throws IOException {
        for (LoadFormat format : List.of(JSON, CSV)) {
            assertThat(row(format, RowOp.UPSERT, null).asJson(List.of("no\"te")))
                    .isEqualTo("{\"no\\\"te\":null}");
        }
    }

    @Test
    void putsARowIfTheLoadOnlyAddsRows() throws IOException {
        for (LoadFormat format : List.of(JSON.appending(), CSV.appending())) {
            SentRow row = row(format, RowOp.UPSERT, "x");
            assertThat(row.op()).isEqualTo(RowOp.UPSERT);
            assertThat(row.asJson(List.of("photo", "no\"te")))
                    .isEqualTo("{\"photo\":\"AQID\",\"no\\\"te\":\"x\"}");
        }
    }

    @Test
    void takesTextInPlaceOfAValue() throws IOException {
        SentRow row = row(JSON, RowOp.UPSERT, "x").with("id", "\"1\"").with(RowOp.DELETE);

        assertThat(row.op()).isEqualTo(RowOp.DELETE);
        assertThat(row.asJson())
                .isEqualTo("{\"id\":\"\\\"1\\\"\",\"no\\\"te\":\"x\",\"photo\":\"AQID\"}");
    }

    @Test
    void showsNoValueInALog() throws IOException {
        assertThat(row(JSON, RowOp.UPSERT, "secret")).asString().doesNotContain("secret");
    }
}
