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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.format.SentRow;
import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowsTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final TablePath CUSTOMERS = TablePath.of("shop", "customers");
    private static final long NOW = Instant.parse("2026-11-20T18:00:07.250Z").toEpochMilli();

    @TempDir private Path directory;
    private RejectedRows rejected;

    private RejectedRows rejectedRows(long maxRows) {
        rejected = new RejectedRows(new DeadLetterConfig(directory.toString(), maxRows), () -> NOW);
        return rejected;
    }

    @AfterEach
    void close() {
        rejected.close();
    }

    private static DeadLetter letter(TablePath table, int id, RowOp op) throws IOException {
        LoadFormat format =
                LoadFormat.json(
                        List.of(
                                LoadColumn.of("note", FieldEncoding.PLAIN),
                                LoadColumn.of("id", FieldEncoding.PLAIN)));
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 12, 1 << 12));
        RowWriter out = format.newWriter(buffer);
        out.beginRow();
        out.field(1);
        out.writeInt(id);
        out.endRow(op);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.seal().writeTo(bytes);
        SentRow row = format.read(bytes.toByteArray());
        return new DeadLetter(table, row, List.of("id"), "the \"reason\"");
    }

    @Test
    void recordsEverythingThatItTakesToLoadTheRowLater() throws IOException {
        RejectedRows rows = rejectedRows(9);

        rows.add(letter(ORDERS, 17, RowOp.UPSERT));
        rows.add(letter(CUSTOMERS, 18, RowOp.DELETE));
        rows.complete();

        assertThat(DeadLetters.in(directory))
                .containsExactly(
                        "{\"time\":\"2026-11-20T18:00:07.250Z\",\"database\":\"shop\","
                                + "\"table\":\"orders\",\"operation\":\"upsert\","
                                + "\"key\":{\"id\":17},\"reason\":\"the \\\"reason\\\"\","
                                + "\"row\":{\"note\":null,\"id\":17}}",
                        "{\"time\":\"2026-11-20T18:00:07.250Z\",\"database\":\"shop\","
                                + "\"table\":\"customers\",\"operation\":\"delete\","
                                + "\"key\":{\"id\":18},\"reason\":\"the \\\"reason\\\"\","
                                + "\"row\":{\"note\":null,\"id\":18}}");
    }

    @Test
    void areFewForEachTable() throws IOException {
        RejectedRows rows = rejectedRows(2);
        rows.add(letter(ORDERS, 1, RowOp.UPSERT));
        rows.add(letter(ORDERS, 2, RowOp.UPSERT));
        rows.add(letter(CUSTOMERS, 1, RowOp.UPSERT));

        assertThatThrownBy(() -> rows.add(letter(ORDERS, 3, RowOp.UPSERT)))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "More than 2 rows",
                        "shop.orders",
                        "sink.rejected-rows.max-rows",
                        "the \"reason\"",
                        directory.toString());
        rows.add(letter(CUSTOMERS, 2, RowOp.UPSERT));
        assertThat(DeadLetters.in(directory)).hasSize(4);
    }

    @Test
    void areNotSearchedIfThereAreTooMany() throws IOException {
        RejectedRows rows = rejectedRows(5);
        rows.add(letter(ORDERS, 1, RowOp.UPSERT));

        assertThatCode(() -> rows.requireRoomFor(ORDERS, refusal(4))).doesNotThrowAnyException();
        assertThatCode(() -> rows.requireRoomFor(ORDERS, refusal(0))).doesNotThrowAnyException();
        assertThatCode(() -> rows.requireRoomFor(CUSTOMERS, refusal(5))).doesNotThrowAnyException();
        assertThatThrownBy(() -> rows.requireRoomFor(ORDERS, refusal(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("More than 5 rows");
    }

    private static RowsRefusedException refusal(long rows) {
        return new RowsRefusedException("message", "reason", rows);
    }
}
