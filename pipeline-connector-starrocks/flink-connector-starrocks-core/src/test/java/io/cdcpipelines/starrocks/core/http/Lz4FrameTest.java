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

package io.cdcpipelines.starrocks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed comes out as it went in, for any reader of LZ4 frames. */
class Lz4FrameTest {
    private final Lz4Frame frame = new Lz4Frame();

    private static byte[] json(int length) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; rows.length() < length; i++) {
            rows.append("{\"id\":").append(i).append(",\"name\":\"customer ").append(i % 100);
            rows.append("\",\"__op\":0}\n");
        }
        return rows.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Payload payload(byte[] bytes) {
        RowBuffer buffer = new RowBuffer(new PagePool(4 << 20, 32 << 10));
        buffer.beginRow();
        buffer.write(bytes, 0, bytes.length);
        buffer.endUpsert();
        return buffer.seal();
    }

    private byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame.write(payload(bytes), out);
        return out.toByteArray();
    }

    /** The reader verifies the header's checksum too. */
    private static byte[] plain(byte[] compressed) throws IOException {
        return new LZ4FrameInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_535, 65_536, 65_537, 131_072, 1_000_000})
    void restoresRows(int length) throws Exception {
        byte[] rows = json(length);
        assertThat(plain(compressed(rows))).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 300_000})
    void restoresWhatCannotBeCompressedAndHardlyAddsToIt(int length) throws Exception {
        byte[] bytes = noise(length);
        byte[] compressed = compressed(bytes);
        assertThat(plain(compressed)).isEqualTo(bytes);
        int blocks = (length + 65_535) / 65_536;
        assertThat(compressed).hasSize(7 + 4 * blocks + length + 4);
    }

    @Test
    void makesJsonSmaller() throws Exception {
        assertThat(compressed(json(1_000_000)).length).isLessThan(250_000);
    }

    @Test
    void compressesOnePayloadAfterTheOther() throws Exception {
        assertThat(plain(compressed(json(70_000)))).isEqualTo(json(70_000));
        assertThat(plain(compressed(json(10)))).isEqualTo(json(10));
    }

    @Test
    void compressesAgainAfterAConnectionBroke() throws Exception {
        OutputStream broken =
                new OutputStream() {
                    private int left = 20_000;

                    @Override
                    public void write(int single) throws IOException {
                        if (left-- == 0) {
                            throw new IOException("broken");
                        }
                    }
                };
        Payload rows = payload(noise(200_000));
        assertThatThrownBy(() -> frame.write(rows, broken)).hasMessage("broken");
        assertThat(plain(compressed(json(70_000)))).isEqualTo(json(70_000));
    }
}
