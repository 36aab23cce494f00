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

package io.cdcpipelines.starrocks.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector's client against the emulator, over real sockets, with every reply lost once. */
@Timeout(60)
class StreamLoadClientTest {
    private static final TablePath ORDERS = TablePath.of("d", "orders");
    private static final LoadFormat FORMAT =
            LoadFormat.json(
                    List.of(
                            LoadColumn.of("id", FieldEncoding.PLAIN),
                            LoadColumn.of("note", FieldEncoding.PLAIN),
                            LoadColumn.of("photo", FieldEncoding.BASE64)));

    private final PagePool pool = new PagePool(1 << 24, 1 << 12);
    private StarRocksEmulator emulator;
    private StreamLoadClient client;

    @BeforeEach
    void start() throws Exception {
        emulator =
                StarRocksEmulator.builder().rootPassword("right").backends(2).followers(1).start();
        execute("CREATE DATABASE d");
        createTable("orders");
        client = client("right");
    }

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    private void createTable(String name) {
        execute(
                "CREATE TABLE d.`"
                        + name
                        + "` (id INT NOT NULL, note VARCHAR(20), photo VARBINARY) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) PROPERTIES('replication_num' = '1')");
    }

    private List<Object[]> execute(String sql) {
        StatementOutcome outcome = emulator.execute(sql).get(0);
        assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
        StatementResult result = ((StatementOutcome.Success) outcome).result();
        return result instanceof StatementResult.Rows rows ? rows.rows() : List.of();
    }

    private long rows(String table) {
        Object count = execute("SELECT COUNT(*) FROM d.`" + table + "`").get(0)[0];
        return Long.parseLong(String.valueOf(count));
    }

    /** A client that is sent to the leader by a follower. */
    private StreamLoadClient client(String password) {
        return client(password, Map.of());
    }

    private StreamLoadClient client(String password, Map<String, String> properties) {
        return new StreamLoadClient(
                ConnectionConfig.builder()
                        .frontends(
                                List.of(URI.create("http://" + emulator.followerLoadUrls().get(0))))
                        .username("root")
                        .password(Secret.of(password))
                        .build(),
                LoadConfig.of(Duration.ofSeconds(600), properties),
                RetryPolicy.of(
                        5, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(20)),
                Ticker.system(),
                new Random());
    }

    private Payload payload(int firstId, int rows, String note, RowOp op) {
        return payload(FORMAT, firstId, rows, note, op);
    }

    private Payload payload(LoadFormat format, int firstId, int rows, String note, RowOp op) {
        RowBuffer buffer = new RowBuffer(pool);
        RowWriter writer = format.newWriter(buffer);
        byte[] text = note.getBytes(StandardCharsets.UTF_8);
        for (int id = firstId; id < firstId + rows; id++) {
            writer.beginRow();
            writer.field(0);
            writer.writeInt(id);
            writer.field(1);
            writer.writeText(text, 0, text.length);
            writer.field(2);
            writer.writeBinary(new byte[] {(byte) id, 0, -1}, 0, 3);
            writer.endRow(op);
        }
        return buffer.seal();
    }

    private Payload upserts(int firstId, int rows) {
        return payload(firstId, rows, "\"😀\\\n", RowOp.UPSERT);
    }

    @Test
    void givesColumnsThatARowIsTooOldForTheirDefault() throws Exception {
        execute("ALTER TABLE d.orders ADD COLUMN added INT NULL DEFAULT '7'");
        client.load(ORDERS, "old", FORMAT, payload(1, 1, "", RowOp.UPSERT));

        assertThat(execute("SELECT added FROM d.orders").get(0)[0]).isEqualTo(7);
    }

    @Test
    void upsertsAndDeletes() throws Exception {
        assertThat(client.load(ORDERS, "l1", FORMAT, upserts(0, 1_000)).loadedRows())
                .isEqualTo(1_000);
        client.load(ORDERS, "l2", FORMAT, upserts(500, 1_000));
        client.load(ORDERS, "l3", FORMAT, payload(0, 100, "", RowOp.DELETE));
        assertThat(rows("orders")).isEqualTo(1_400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loadsCompressedRowsAloneAndInTransactions(boolean isCsv) throws Exception {
        LoadFormat format =
                isCsv
                        ? FormatChoice.csv(Delimiter.parse("\\x01"), Delimiter.parse("\\x02"))
                                .formatOf(FORMAT.columns())
                        : FORMAT;
        try (StreamLoadClient compressing = client("right", Map.of("compression", "lz4_frame"))) {
            for (int i = 0; i < 3; i++) {
                Payload rows = payload(format, i * 10_000, 10_000, "😀\\\n", RowOp.UPSERT);
                compressing.load(ORDERS, "l" + i, format, rows);
            }
            TransactionId id = compressing.begin(ORDERS, "t1");
            compressing.load(id, format, payload(format, 30_000, 10_000, "a", RowOp.UPSERT));
            compressing.load(id, format, payload(format, 40_000, 1, "b", RowOp.UPSERT));
            assertThat(compressing.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        }
        assertThat(rows("orders")).isEqualTo(40_001);
        assertThat(execute("SELECT note FROM d.orders WHERE id = 29999").get(0)[0])
                .isEqualTo("😀\\\n");
        assertThat(execute("SELECT note FROM d.orders WHERE id = 40000").get(0)[0]).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tisch 列", "a/b", "ünï", "100%"})
    void loadsTablesOfAnyName(String name) throws Exception {
        createTable(name);
        client.load(TablePath.of("d", name), "l1", FORMAT, upserts(0, 3));
        assertThat(rows(name)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void loadsOnceWhenAReplyIsLost(Fault.Moment moment) throws Exception {
        emulator.faults().failNext(Operation.STREAM_LOAD, new Fault.Drop(moment));
        assertThat(client.load(ORDERS, "l1", FORMAT, upserts(0, 10)).attempts()).isEqualTo(2);
        assertThat(rows("orders")).isEqualTo(10);
        assertThat(emulator.faults().injected()).isEqualTo(1);
    }

    @Test
    void keepsTheRowsOfAPreparedTransactionUntilItIsCommitted() throws Exception {
        TransactionId id = client.begin(ORDERS, "t1");
        client.load(id, FORMAT, upserts(0, 10));
        client.load(id, FORMAT, upserts(5, 10));
        client.prepare(id);
        assertThat(client.stateOf("d", "t1")).isEqualTo(TransactionState.PREPARED);
        assertThat(rows("orders")).isZero();
        assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        assertThat(client.commit(id)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
        assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ALREADY_COMMITTED);
        assertThat(rows("orders")).isEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"BEGIN", "PREPARE", "COMMIT", "GET_LOAD_STATE"})
    void bringsATransactionToItsEndWhateverReplyIsLost(Operation operation) throws Exception {
        for (Fault.Moment moment : Fault.Moment.values()) {
            emulator.faults().failNext(operation, new Fault.Drop(moment));
            TransactionId id = client.begin(ORDERS, "t-" + moment);
            client.load(id, FORMAT, upserts(0, 10));
            client.prepare(id);
            client.stateOf("d", id.label());
            assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        }
        assertThat(rows("orders")).isEqualTo(10);
        assertThat(emulator.faults().injected()).isEqualTo(Fault.Moment.values().length);
    }

    @Test
    void leavesNoTransactionOpenWhenTheReplyToABeginIsLost() throws Exception {
        emulator.faults().failNext(Operation.BEGIN, new Fault.Drop(Fault.Moment.AFTER));
        TransactionId id = client.begin(ORDERS, "t1");
        assertThat(id.label()).isEqualTo("t1_r2");
        assertThat(client.stateOf("d", "t1")).isEqualTo(TransactionState.ABORTED);
        assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ROLLED_BACK);
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void rollsBackWhenTheReplyIsLost(Fault.Moment moment) throws Exception {
        TransactionId id = client.begin(ORDERS, "t1");
        client.load(id, FORMAT, upserts(0, 10));
        emulator.faults().failNext(Operation.ROLLBACK, new Fault.Drop(moment));
        assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ROLLED_BACK);
        assertThat(client.commit(id)).isEqualTo(CommitOutcome.LOST);
        assertThat(rows("orders")).isZero();
    }

    @Test
    void neverCallsRowsStoredThatABackendTookWithIt() throws Exception {
        TransactionId id = client.begin(ORDERS, "t1");
        client.load(id, FORMAT, upserts(0, 10));
        for (int i = 0; i < emulator.backendUrls().size(); i++) {
            emulator.restartBackend(i);
        }
        assertThatThrownBy(() -> client.prepare(id)).isInstanceOf(StarRocksLoadException.class);
        client.rollback(id);
        assertThat(client.stateOf("d", "t1")).isEqualTo(TransactionState.ABORTED);
    }

    @Test
    void commitsThoughTheLeaderHasForgottenTheBackend() throws Exception {
        TransactionId id = client.begin(ORDERS, "t1");
        client.load(id, FORMAT, upserts(0, 10));
        emulator.switchLeader();
        assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        assertThat(rows("orders")).isEqualTo(10);
    }

    @Test
    void tellsWhyRowsAreRejectedWithoutTellingTheirValues() {
        Payload tooLong = payload(0, 2, "a private text of more than twenty bytes", RowOp.UPSERT);
        assertThatThrownBy(() -> client.load(ORDERS, "l1", FORMAT, tooLong))
                .isInstanceOf(StarRocksLoadException.class)
                .hasMessageContaining("d.orders")
                .hasMessageContaining("The max length of 'note' is 20")
                .hasMessageNotContaining("private");
    }

    @Test
    void namesUserAndAddressWhenThePasswordIsWrong() {
        try (StreamLoadClient wrong = client("wrong-password")) {
            assertThatThrownBy(() -> wrong.stateOf("d", "any"))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("'root'")
                    .hasMessageContaining(emulator.followerLoadUrls().get(0))
                    .hasMessageNotContaining("wrong-password");
        }
    }
}
