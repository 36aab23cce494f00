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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpInputTest {
    private static final int BUFFER_BYTES = 128;

    private static HttpInput input(String text, int bytesPerRead) {
        return new HttpInput(new Drip(text, bytesPerRead), ByteBuffer.allocate(BUFFER_BYTES));
    }

    /** A connection from which so many bytes come with each read. */
    private static final class Drip implements ReadableByteChannel {
        private final ByteBuffer text;
        private final int bytesPerRead;

        Drip(String text, int bytesPerRead) {
            this.text = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            this.bytesPerRead = bytesPerRead;
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(bytesPerRead, Math.min(into.remaining(), text.remaining()));
            into.put(text.slice(text.position(), count));
            text.position(text.position() + count);
            return count == 0 ? -1 : count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static String body(HttpInput input, RequestHead head) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long length =
                input.body(
                        head,
                        piece -> {
                            byte[] bytes = new byte[piece.remaining()];
                            piece.get(bytes);
                            all.writeBytes(bytes);
                        });
        assertThat(length).isEqualTo(all.size());
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void readsOneRequestAfterTheOther(int bytesPerRead) throws IOException {
        String longBody = "x".repeat(1000);
        HttpInput input =
                input(
                        "PUT /a HTTP/1.1\r\nContent-Length: 1000\r\nLabel: l 1\r\n\r\n"
                                + longBody
                                + "PUT /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3\r\nabc\r\n3e8;x=y\r\n"
                                + longBody
                                + "\r\n0\r\n\r\nPOST /c HTTP/1.1\r\n\r\n",
                        bytesPerRead);

        RequestHead first = input.head().orElseThrow();
        assertThat(first.path()).isEqualTo("/a");
        assertThat(first.header("label")).contains("l 1");
        assertThat(body(input, first)).isEqualTo(longBody);
        RequestHead second = input.head().orElseThrow();
        assertThat(second.path()).isEqualTo("/b");
        assertThat(body(input, second)).isEqualTo("abc" + longBody);
        RequestHead third = input.head().orElseThrow();
        assertThat(third.method()).isEqualTo("POST");
        assertThat(third.hasBody()).isFalse();
        assertThat(input.head()).isEmpty();
    }

    @Test
    void tellsAHeadThatEndsEarly() {
        assertThatThrownBy(() -> input("PUT /a HTTP/1.1\r\nLab", 5).head())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void tellsABodyThatEndsEarly() throws IOException {
        HttpInput input = input("PUT /a HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc", 1000);
        RequestHead head = input.head().orElseThrow();
        assertThatThrownBy(() -> body(input, head)).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAHeadThatDoesNotFit() {
        String head = "PUT /a HTTP/1.1\r\nLabel: " + "x".repeat(BUFFER_BYTES) + "\r\n\r\n";
        assertThatThrownBy(() -> input(head, 1000).head()).hasMessageContaining("too long");
    }
}
