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

/** Rows go in whole or not at all, and come out as often as needed. */
class RowBufferTest {
    private static final int PAGE = RowBuffer.MAX_TOKEN_BYTES;

    private final PagePool pool = new PagePool(8 * PAGE, PAGE);
    private final RowBuffer buffer = new RowBuffer(pool);

    private void writeRow(String text) {
        buffer.beginRow();
        write(text);
        buffer.endUpsert();
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.write(bytes, 0, bytes.length);
    }

    private static String read(Payload payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        payload.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sealsRowsIntoAPayloadAndStartsOverEmpty() throws IOException {
        writeRow("first,");
        writeRow("second,".repeat(50));
        assertThat(buffer.rows()).isEqualTo(2);
        assertThat(buffer.bytes()).isEqualTo(6 + 7 * 50);

        Payload payload = buffer.seal();

        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.rows()).isZero();
        assertThat(buffer.bytes()).isZero();
        assertThat(payload.rows()).isEqualTo(2);
        assertThat(payload.bytes()).isEqualTo(6 + 7 * 50);
        writeRow("other rows");
        assertThat(read(payload)).isEqualTo("first," + "second,".repeat(50));
        assertThat(read(payload)).isEqualTo("first," + "second,".repeat(50));
    }

    @Test
    void leavesAGapWhereATokenDoesNotFitThePage() throws IOException {
        buffer.beginRow();
        write("a".repeat(PAGE - 3));
        buffer.reserve(10);
        assertThat(buffer.position()).isZero();
        buffer.page()[0] = 'b';
        buffer.advanceTo(1);
        buffer.endUpsert();
        assertThat(buffer.bytes()).isEqualTo(PAGE - 2);
        assertThat(read(buffer.seal())).isEqualTo("a".repeat(PAGE - 3) + "b");
    }

    @Test
    void forgetsAnUnfinishedRowWithAllItsPages() throws IOException {
        writeRow("kept");
        buffer.beginRow();
        write("lost".repeat(PAGE));
        assertThat(pool.usedBytes()).isGreaterThan(PAGE);
        buffer.rollbackRow();
        assertThat(pool.usedBytes()).isEqualTo(PAGE);
        assertThat(buffer.bytes()).isEqualTo(4);
        writeRow(" too");
        assertThat(read(buffer.seal())).isEqualTo("kept too");
    }

    @Test
    void isEmptyAgainWhenItsFirstRowIsForgotten() {
        buffer.beginRow();
        write("x".repeat(3 * PAGE));
        assertThat(buffer.isEmpty()).isFalse();
        buffer.rollbackRow();
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(pool.usedBytes()).isZero();
        assertThatThrownBy(buffer::seal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsItsRowsWhenThePoolRunsDry() throws IOException {
        writeRow("kept");
        buffer.beginRow();
        assertThatThrownBy(() -> write("x".repeat(9 * PAGE)))
                .isInstanceOf(PoolExhaustedException.class);
        buffer.rollbackRow();
        assertThat(pool.usedBytes()).isEqualTo(PAGE);
        assertThat(read(buffer.seal())).isEqualTo("kept");
    }

    @Test
    void givesEveryPageBackOnce() {
        writeRow("x".repeat(4 * PAGE));
        Payload payload = buffer.seal();
        writeRow("discarded");
        buffer.discard();
        assertThat(pool.usedBytes()).isEqualTo(4 * PAGE);
        payload.release();
        assertThat(pool.usedBytes()).isZero();
        assertThatThrownBy(payload::release).isInstanceOf(IllegalStateException.class);
        assertThat(pool.usedBytes()).isZero();
    }

    @Test
    void tellsTheMemoryThatItsRowsTake() {
        PagePool growing = new PagePool(64 * PAGE, 4 * PAGE);
        RowBuffer rows = new RowBuffer(growing);
        assertThat(rows.memoryBytes()).isZero();
        rows.beginRow();
        rows.write(new byte[PAGE + 1], 0, PAGE + 1);
        rows.endUpsert();
        assertThat(rows.memoryBytes()).isEqualTo(3 * PAGE).isEqualTo(growing.usedBytes());

        Payload payload = rows.seal();

        assertThat(payload.memoryBytes()).isEqualTo(3 * PAGE);
        assertThat(growing.sealedBytes()).isEqualTo(3 * PAGE);
        assertThat(rows.memoryBytes()).isZero();
    }

    @Test
    void refusesToReadAReleasedPayload() {
        writeRow("gone");
        Payload payload = buffer.seal();
        payload.release();
        assertThatThrownBy(() -> payload.writeTo(new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class);
    }
}
