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

package io.cdcpipelines.starrocks.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a payload are bytes of it, wherever its pages end. */
class PayloadPartTest {
    private static final int PAGE = RowBuffer.MAX_TOKEN_BYTES;

    private final PagePool pool = new PagePool(8 * PAGE, PAGE);
    private final Payload whole = threePages();

    /** Three bytes of the first page stay unused. */
    private Payload threePages() {
        RowBuffer buffer = new RowBuffer(pool);
        buffer.beginRow();
        write("a".repeat(PAGE - 3), buffer);
        buffer.reserve(4);
        write("b".repeat(PAGE + 20), buffer);
        buffer.endUpsert();
        return buffer.seal();
    }

    private static void write(String text, RowBuffer buffer) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.write(bytes, 0, bytes.length);
    }

    private static String read(Payload payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        payload.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isTheSameBytesFromEveryPositionToEveryOther() throws IOException {
        String text = read(whole);
        assertThat(text).hasSize(2 * PAGE + 17);
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 1; to <= text.length(); to += 7) {
                Payload part = whole.part(from, to, 5);
                assertThat(read(part)).isEqualTo(text.substring(from, to));
                assertThat(part.bytes()).isEqualTo(to - from);
            }
        }
        assertThat(read(whole.part(0, text.length(), 1))).isEqualTo(text);
        assertThat(whole.part(3, 9, 5).rows()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "6, 5", "0, 274"})
    void isNeverEmptyNorBeyondTheWhole(long from, long to) {
        assertThatThrownBy(() -> whole.part(from, to, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void belongsToTheWhole() {
        Payload part = whole.part(0, 10, 1);
        assertThatThrownBy(part::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> part.part(0, 5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(pool.usedBytes()).isEqualTo(3 * PAGE);

        whole.release();

        assertThat(pool.usedBytes()).isZero();
        assertThatThrownBy(() -> read(part)).isInstanceOf(IllegalStateException.class);
    }
}
