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
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows in every format are the same rows in the table. */
@Timeout(120)
class LoadFormatsTest {
    private static final int ROWS = 1_000;

    /** Writes a random value that is present. */
    private interface Field {
        void write(Random random, RowWriter out);
    }

    private record Kind(String type, FieldEncoding encoding, Field field) {
        static Kind of(String type, Field field) {
            return new Kind(type, FieldEncoding.PLAIN, field);
        }
    }

    /** What the connector makes of the types of a source, and columns that others made wider. */
    private static final List<Kind> KINDS =
            List.of(
                    Kind.of("BOOLEAN", (random, out) -> out.writeBoolean(random.nextBoolean())),
                    Kind.of("TINYINT", (random, out) -> out.writeInt((byte) random.nextInt())),
                    Kind.of("SMALLINT", (random, out) -> out.writeInt((short) random.nextInt())),
                    Kind.of("INT", (random, out) -> out.writeInt(random.nextInt())),
                    Kind.of("BIGINT", LoadFormatsTest::writeLong),
                    Kind.of("LARGEINT", LoadFormatsTest::writeLargeInt),
                    Kind.of("FLOAT", LoadFormatsTest::writeFloat),
                    Kind.of("DOUBLE", LoadFormatsTest::writeDouble),
                    Kind.of("DECIMAL(18, 4)", LoadFormatsTest::writeDecimal),
                    Kind.of("DECIMAL(38, 10)", LoadFormatsTest::writeLargeDecimal),
                    Kind.of("DATE", LoadFormatsTest::writeDate),
                    Kind.of("DATETIME", LoadFormatsTest::writeDateTime),
                    Kind.of("VARCHAR(16)", LoadFormatsTest::writeTime),
                    Kind.of("VARCHAR(1000)", LoadFormatsTest::writeText),
                    Kind.of("CHAR(200)", LoadFormatsTest::writeText),
                    new Kind("VARBINARY", FieldEncoding.BASE64, LoadFormatsTest::writeBinary),
                    Kind.of("JSON", LoadFormatsTest::writeText),
                    Kind.of("DOUBLE", LoadFormatsTest::writeFloat),
                    Kind.of("DATETIME", LoadFormatsTest::writeDate),
                    Kind.of("VARCHAR(64)", LoadFormatsTest::writeLong),
                    Kind.of("VARCHAR(64)", LoadFormatsTest::writeDouble),
                    Kind.of("VARCHAR(64)", LoadFormatsTest::writeLargeDecimal),
                    Kind.of("VARCHAR(64)", LoadFormatsTest::writeDateTime));

    private static void writeLong(Random random, RowWriter out) {
        out.writeLong(random.nextLong() >> random.nextInt(64));
    }

    private static void writeLargeInt(Random random, RowWriter out) {
        BigInteger value = new BigInteger(random.nextInt(127), random);
        out.writeDecimal(new BigDecimal(random.nextBoolean() ? value : value.negate()));
    }

    private static void writeFloat(Random random, RowWriter out) {
        float any = Float.intBitsToFloat(random.nextInt());
        out.writeFloat(Float.isFinite(any) ? any : -0.0f);
    }

    private static void writeDouble(Random random, RowWriter out) {
        double any = Double.longBitsToDouble(random.nextLong());
        out.writeDouble(Double.isFinite(any) && random.nextBoolean() ? any : random.nextDouble());
    }

    private static void writeDecimal(Random random, RowWriter out) {
        out.writeDecimal(random.nextLong() % 1_000_000_000_000_000_000L, 4);
    }

    private static void writeLargeDecimal(Random random, RowWriter out) {
        out.writeDecimal(new BigDecimal(new BigInteger(random.nextInt(120), random), 10));
    }

    private static void writeDate(Random random, RowWriter out) {
        out.writeDate(random.nextInt(3_652_424) - 719_528);
    }

    private static void writeDateTime(Random random, RowWriter out) {
        out.writeDateTime(
                random.nextInt() * 28L, random.nextBoolean() ? 0 : random.nextInt(1_000_000));
    }

    private static void writeTime(Random random, RowWriter out) {
        out.writeTime(random.nextInt(6_040_798) * 1_000L - 3_020_399_000L, random.nextInt(4));
    }

    private static void writeText(Random random, RowWriter out) {
        // An empty text, one that only resembles a number, or anything that CSV takes.
        int length = random.nextInt(40);
        StringBuilder text = new StringBuilder(length == 0 ? "" : length == 1 ? "0" : "x");
        for (int i = 1; i < length; i++) {
            int c = 3 + random.nextInt(random.nextInt(4) == 0 ? 0xd000 : 0x7c);
            text.appendCodePoint(random.nextInt(30) == 0 ? 0x1f600 : c);
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        out.writeText(utf8, 0, Math.min(utf8.length, 190));
    }

    private static void writeBinary(Random random, RowWriter out) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        out.writeBinary(bytes, 0, bytes.length);
    }

    private static List<LoadColumn> columns() {
        return IntStream.rangeClosed(0, KINDS.size())
                .mapToObj(
                        i ->
                                i == 0
                                        ? LoadColumn.of("id", FieldEncoding.PLAIN)
                                        : LoadColumn.of("c" + i, KINDS.get(i - 1).encoding()))
                .toList();
    }

    private static String definitions() {
        StringBuilder definitions = new StringBuilder("id INT NOT NULL");
        for (int i = 1; i <= KINDS.size(); i++) {
            definitions.append(", c").append(i).append(' ').append(KINDS.get(i - 1).type());
        }
        return definitions.toString();
    }

    private static Payload payload(PagePool pool, LoadFormat format, int seed) {
        Random random = new Random(seed);
        RowBuffer buffer = new RowBuffer(pool);
        RowWriter writer = format.newWriter(buffer);
        for (int i = 0; i < ROWS; i++) {
            writer.beginRow();
            writer.field(0);
            writer.writeInt(random.nextInt(ROWS));
            for (int column = 1; column <= KINDS.size(); column++) {
                writer.field(column);
                if (random.nextInt(8) == 0) {
                    writer.writeNull();
                } else {
                    KINDS.get(column - 1).field().write(random, writer);
                }
            }
            writer.endRow(random.nextInt(4) == 0 ? RowOp.DELETE : RowOp.UPSERT);
        }
        return buffer.seal();
    }

    /** A running emulator with a table for each format. */
    private static final class Fixture implements AutoCloseable {
        private final PagePool pool = new PagePool(1 << 26, 1 << 15);
        private final StarRocksEmulator emulator;
        private final StreamLoadClient client;

        Fixture(VersionProfile profile) throws IOException {
            emulator = StarRocksEmulator.builder().profile(profile).rootPassword("").start();
            client =
                    new StreamLoadClient(
                            ConnectionConfig.builder()
                                    .frontends(List.of(URI.create("http://" + emulator.loadUrl())))
                                    .username("root")
                                    .password(Secret.of(""))
                                    .build(),
                            LoadConfig.of(Duration.ofSeconds(600), Map.of()),
                            RetryPolicy.of(
                                    1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO),
                            Ticker.system(),
                            new Random());
            execute("CREATE DATABASE d");
            for (String table : List.of("as_json", "as_csv")) {
                execute(
                        "CREATE TABLE d."
                                + table
                                + " ("
                                + definitions()
                                + ") PRIMARY KEY(id) DISTRIBUTED BY HASH(id)"
                                + " PROPERTIES('replication_num' = '1')");
            }
        }

        List<Object[]> execute(String sql) {
            StatementOutcome outcome = emulator.execute(sql).get(0);
            assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
            StatementResult result = ((StatementOutcome.Success) outcome).result();
            return result instanceof StatementResult.Rows rows ? rows.rows() : List.of();
        }

        void loadAlone(TablePath table, LoadFormat format) throws Exception {
            for (int seed = 0; seed < 3; seed++) {
                client.load(table, table.table() + seed, format, payload(pool, format, seed));
            }
        }

        void loadInATransaction(TablePath table, LoadFormat format) throws Exception {
            TransactionId id = client.begin(table, table.table());
            for (int seed = 0; seed < 3; seed++) {
                client.load(id, format, payload(pool, format, seed));
            }
            client.prepare(id);
            client.commit(id);
        }

        List<String> rows(TablePath table) {
            return execute("SELECT * FROM " + table + " ORDER BY id").stream()
                    .map(Arrays::deepToString)
                    .toList();
        }

        @Override
        public void close() {
            client.close();
            emulator.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V3_3, \\x01,   \\x02,   false",
        "V3_3, \\x0101, \\x0202, true",
        "V3_5, \\x0102, \\x7f,   false",
        "V3_5, \\x01,   \\x02,   true",
    })
    void storeTheSame(
            VersionProfile profile, String separator, String delimiter, boolean isTransaction)
            throws Exception {
        LoadFormat json = FormatChoice.json().formatOf(columns());
        LoadFormat csv =
                FormatChoice.csv(Delimiter.parse(separator), Delimiter.parse(delimiter))
                        .formatOf(columns());
        TablePath asJson = TablePath.of("d", "as_json");
        TablePath asCsv = TablePath.of("d", "as_csv");
        try (Fixture fixture = new Fixture(profile)) {
            if (isTransaction) {
                fixture.loadInATransaction(asJson, json);
                fixture.loadInATransaction(asCsv, csv);
            } else {
                fixture.loadAlone(asJson, json);
                fixture.loadAlone(asCsv, csv);
            }
            List<String> rows = fixture.rows(asCsv);
            assertThat(rows).hasSizeBetween(ROWS / 2, ROWS).isEqualTo(fixture.rows(asJson));
        }
    }

    @Test
    void givesColumnsThatARowIsTooOldForTheirDefault() throws Exception {
        LoadFormat csv =
                FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("\\n"))
                        .formatOf(List.of(LoadColumn.of("id", FieldEncoding.PLAIN)));
        try (Fixture fixture = new Fixture(VersionProfile.V3_3)) {
            fixture.execute(
                    "CREATE TABLE d.t (id INT NOT NULL, added INT DEFAULT '7')"
                            + " PRIMARY KEY(id) DISTRIBUTED BY HASH(id)"
                            + " PROPERTIES('replication_num' = '1')");
            RowBuffer buffer = new RowBuffer(fixture.pool);
            RowWriter writer = csv.newWriter(buffer);
            writer.beginRow();
            writer.field(0);
            writer.writeInt(1);
            writer.endRow(RowOp.UPSERT);
            fixture.client.load(TablePath.of("d", "t"), "l", csv, buffer.seal());

            assertThat(fixture.rows(TablePath.of("d", "t"))).containsExactly("[1, 7]");
        }
    }
}
