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
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.catalog.AlterAwaiter;
import io.cdcpipelines.starrocks.core.catalog.ColumnAddition;
import io.cdcpipelines.starrocks.core.catalog.ColumnCast;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten thousand names of databases, tables and columns, and as many texts, through every statement
 * that has names or texts in it: what the rules let through is read back as it was and takes rows,
 * and what they refuse the server refuses or changes.
 */
@Timeout(120)
class OddNamesTest {
    private static final int TABLES = 50;
    private static final int COLUMNS = 40;
    private static final int ADDED = 20;
    private static final int DATABASES = 50;
    private static final int TABLES_OF_A_DATABASE = 5;

    /** The engine that answers queries for the emulator has shorter names than StarRocks. */
    private static final int LONGEST_QUERIED = 256;

    private static final StarRocksType TEXT = StarRocksType.varchar(65533);

    /** A running server, as the connector reaches it. */
    private static final class Server implements AutoCloseable {
        private final PagePool pool = new PagePool(1 << 24, 1 << 15);
        private final StarRocksEmulator emulator;
        private final JdbcStarRocksCatalog catalog;
        private final StreamLoadClient client;
        private int label;

        Server(VersionProfile profile) throws IOException {
            emulator =
                    StarRocksEmulator.builder()
                            .profile(profile)
                            .alterTick(Duration.ofMillis(1))
                            .rootPassword("")
                            .start();
            catalog =
                    new JdbcStarRocksCatalog(
                            JdbcConfig.parse(
                                    emulator.jdbcUrl(),
                                    "root",
                                    Secret.of(""),
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(30)));
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
        }

        void run(SqlStatement statement) {
            catalog.execute(statement);
        }

        void runAsJob(SqlStatement statement, TablePath path) {
            AlterAwaiter awaiter = new AlterAwaiter(Clock.systemUTC(), pause -> emulator.tick());
            long before = awaiter.newestJob(catalog, path);
            run(statement);
            awaiter.awaitJobsAfter(before, catalog, path, Instant.now().plusSeconds(30));
        }

        StarRocksTable read(TablePath path) {
            return catalog.table(path).orElseThrow();
        }

        /** Without the connector: whether a statement was accepted. */
        boolean accepts(String sql) {
            return emulator.execute(sql).get(0) instanceof StatementOutcome.Success;
        }

        /** The values of the only row. */
        Object[] row(TablePath path) {
            StatementOutcome outcome =
                    emulator.execute(
                                    "SELECT * FROM `"
                                            + path.database()
                                            + "`.`"
                                            + path.table()
                                            + "`")
                            .get(0);
            assertThat(outcome).as("%s", path).isInstanceOf(StatementOutcome.Success.class);
            StatementResult result = ((StatementOutcome.Success) outcome).result();
            return ((StatementResult.Rows) result).rows().get(0);
        }

        /** Loads one row in which every column holds its own number. */
        void load(StarRocksTable table) throws Exception {
            List<LoadColumn> columns =
                    table.columns().stream()
                            .map(column -> LoadColumn.of(column.name(), FieldEncoding.PLAIN))
                            .toList();
            LoadFormat format = LoadFormat.json(columns);
            RowBuffer buffer = new RowBuffer(pool);
            RowWriter writer = format.newWriter(buffer);
            writer.beginRow();
            for (int i = 0; i < columns.size(); i++) {
                byte[] value = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
                writer.field(i);
                writer.writeText(value, 0, value.length);
            }
            writer.endRow(RowOp.UPSERT);
            client.load(table.path(), "odd-" + label++, format, buffer.seal());
        }

        @Override
        public void close() {
            client.close();
            catalog.close();
            emulator.close();
        }
    }

    private static StarRocksColumn column(String name, OddTexts texts) {
        StarRocksColumn column = StarRocksColumn.of(name, TEXT).withComment(texts.text());
        String value = texts.text();
        return value.length() % 2 == 0 ? column : column.withDefault(ColumnDefault.literal(value));
    }

    private static StarRocksTable table(TablePath path, OddTexts.Names names, OddTexts texts) {
        String key = names.next();
        List<StarRocksColumn> columns = new ArrayList<>();
        columns.add(StarRocksColumn.of(key, TEXT).asNotNull().withComment(texts.text()));
        for (int i = 1; i < COLUMNS; i++) {
            columns.add(column(names.next(), texts));
        }
        return StarRocksTable.builder(path)
                .columns(columns)
                .primaryKey(List.of(key))
                .comment(texts.text())
                .buckets(3)
                .properties(Map.of("replication_num", "1"))
                .build();
    }

    /** Everything that has names or texts in it. */
    private static void requireSame(StarRocksTable read, StarRocksTable expected) {
        assertThat(read.columns()).containsExactlyElementsOf(expected.columns());
        assertThat(read.keyColumns()).isEqualTo(expected.keyColumns());
        assertThat(read.comment()).isEqualTo(expected.comment());
        assertThat(read.buckets()).isEqualTo(expected.buckets());
    }

    private static StarRocksTable with(StarRocksTable table, List<StarRocksColumn> columns) {
        return StarRocksTable.builder(table.path())
                .columns(columns)
                .primaryKey(List.of(columns.get(0).name()))
                .comment(table.comment())
                .buckets(table.buckets().orElseThrow())
                .build();
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void ofColumnsAndTextsAreReadBackAsTheyWere(VersionProfile profile) throws Exception {
        OddTexts texts = new OddTexts(20261120 + profile.ordinal());
        OddTexts.Names tables = texts.tables();
        try (Server server = new Server(profile)) {
            server.run(StatementRenderer.createDatabase("d"));
            for (int i = 0; i < TABLES; i++) {
                OddTexts.Names names = texts.columns();
                StarRocksTable table = table(TablePath.of("d", tables.next()), names, texts);
                server.run(StatementRenderer.createTable(table));
                requireSame(server.read(table.path()), table);
                table = changed(server, table, names, texts);
                requireRowsArrive(server, table);
                requireColumnsRefused(server, table.path(), names.refused());
            }
        }
    }

    private static StarRocksTable changed(
            Server server, StarRocksTable table, OddTexts.Names names, OddTexts texts) {
        TablePath path = table.path();
        List<StarRocksColumn> columns = new ArrayList<>(table.columns());
        List<ColumnAddition> additions = new ArrayList<>();
        for (int i = 0; i < ADDED; i++) {
            StarRocksColumn added = column(names.next(), texts);
            additions.add(ColumnAddition.after(added, columns.get(2 * i).name()));
            columns.add(2 * i + 1, added);
        }
        server.run(StatementRenderer.addColumns(path, additions));
        requireSame(server.read(path), with(table, columns));

        for (int i = 0; i < COLUMNS; i++) {
            String name = names.next();
            server.run(StatementRenderer.renameColumn(path, columns.get(i).name(), name));
            columns.set(i, columns.get(i).withName(name));
        }
        requireSame(server.read(path), with(table, columns));

        StarRocksColumn modified =
                columns.get(5).withComment(texts.text()).withType(StarRocksType.varchar(70000));
        columns.set(5, modified);
        server.runAsJob(StatementRenderer.modifyColumns(table, List.of(modified)), path);
        List<StarRocksColumn> dropped = columns.subList(COLUMNS, columns.size());
        server.run(
                StatementRenderer.dropColumns(
                        path, dropped.stream().map(StarRocksColumn::name).toList()));
        dropped.clear();
        StarRocksTable commented =
                StarRocksTable.builder(path)
                        .columns(columns)
                        .primaryKey(List.of(columns.get(0).name()))
                        .comment(texts.text() + "!")
                        .buckets(3)
                        .build();
        server.run(StatementRenderer.commentTable(path, commented.comment()));
        requireSame(server.read(path), commented);
        return commented;
    }

    private static void requireRowsArrive(Server server, StarRocksTable table) throws Exception {
        server.load(table);
        assertThat(server.row(table.path()))
                .containsExactly(
                        IntStream.range(0, table.columns().size())
                                .mapToObj(String::valueOf)
                                .toArray());
        String from = table.columns().get(3).name();
        String to = table.columns().get(4).name();
        if (table.columns().stream().allMatch(c -> c.name().length() <= LONGEST_QUERIED)) {
            server.run(
                    StatementRenderer.convertColumns(
                            table.path(), List.of(new ColumnCast(from, to, TEXT))));
            assertThat(server.row(table.path())[4]).isEqualTo("3");
        }
    }

    /** Refused, stored under another name, or refused by a newer server. */
    private static void requireColumnsRefused(
            Server server, TablePath path, Collection<String> names) {
        for (String name : names) {
            if (server.accepts("ALTER TABLE " + quoted(path) + " ADD COLUMN `" + name + "` INT")
                    && !name.startsWith("__generated_partition_column_")) {
                assertThat(name).containsAnyOf("`", "\ud800", "\udc00");
                assertThat(server.read(path).columns())
                        .extracting(StarRocksColumn::name)
                        .doesNotContain(name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void ofTablesAndDatabasesAreReadBackAsTheyWere(VersionProfile profile) throws Exception {
        OddTexts texts = new OddTexts(42 + profile.ordinal());
        OddTexts.Names tables = texts.tables();
        OddTexts.Names databases = texts.databases();
        try (Server server = new Server(profile)) {
            for (int i = 0; i < DATABASES; i++) {
                String database = databases.next();
                server.run(StatementRenderer.createDatabase(database));
                assertThat(server.catalog.databaseExists(database)).isTrue();
                for (int j = 0; j < TABLES_OF_A_DATABASE; j++) {
                    requireTable(server, database, tables);
                }
            }
            requireTablesRefused(server, tables.refused());
            requireDatabasesRefused(server, databases.refused());
        }
    }

    private static void requireTable(Server server, String database, OddTexts.Names tables)
            throws Exception {
        StarRocksTable table =
                StarRocksTable.builder(TablePath.of(database, tables.next()))
                        .column(StarRocksColumn.of("id", TEXT).asNotNull())
                        .primaryKey(List.of("id"))
                        .buckets(1)
                        .properties(Map.of("replication_num", "1"))
                        .build();
        server.run(StatementRenderer.createTable(table));
        server.load(table);
        String renamed = tables.next();
        server.run(StatementRenderer.renameTable(table.path(), renamed));
        TablePath path = TablePath.of(database, renamed);
        if (renamed.length() <= LONGEST_QUERIED) {
            assertThat(server.row(path)).containsExactly("0");
        }
        assertThat(server.catalog.table(table.path())).isEmpty();
        server.run(StatementRenderer.truncateTable(path));
        assertThat(server.read(path).comment()).isEmpty();
        server.run(StatementRenderer.dropTable(path));
        assertThat(server.catalog.table(path)).isEmpty();
    }

    /** Refused by the server, changed by it, or changed on the way of its rows. */
    private static void requireTablesRefused(Server server, Collection<String> names) {
        server.run(StatementRenderer.createDatabase("d"));
        for (String name : names) {
            boolean isAccepted =
                    server.accepts(
                            "CREATE TABLE `d`.`"
                                    + name
                                    + "` (id INT) PRIMARY KEY(id) PROPERTIES('replication_num'='1')");
            boolean isChanged =
                    name.startsWith(" ")
                            || name.endsWith(" ")
                            || name.codePoints()
                                    .anyMatch(
                                            c ->
                                                    c == '`'
                                                            || Character.isISOControl(c)
                                                            || Character.getType(c)
                                                                    == Character.SURROGATE);
            assertThat(isAccepted && !isChanged).as(name).isFalse();
        }
    }

    private static void requireDatabasesRefused(Server server, Collection<String> names) {
        for (String name : names) {
            boolean isAccepted = server.accepts("CREATE DATABASE `" + name + "`");
            boolean isOfTheSystem = Set.of("sys", "_statistics_").contains(name);
            assertThat(isAccepted && !isOfTheSystem && name.indexOf('`') < 0).as(name).isFalse();
        }
    }

    private static String quoted(TablePath path) {
        return "`" + path.database() + "`.`" + path.table() + "`";
    }
}
