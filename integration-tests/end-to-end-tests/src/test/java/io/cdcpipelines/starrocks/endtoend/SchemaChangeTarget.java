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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.schema.StarRocksMetadataApplier;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Fault.Moment;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;

/**
 * A table {@code t} in a database of its own on which one schema change is tried: rows come over
 * HTTP as the connector sends them, and are read over JDBC. Used by one thread.
 */
final class SchemaChangeTarget implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Duration LONG = Duration.ofMillis(300);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StarRocksEmulator server;
    private final VersionProfile profile;
    private final SchemaChangeCase change;
    private final String database = "m" + DATABASES.incrementAndGet();
    private final Connection connection;

    private SchemaChangeTarget(
            StarRocksEmulator server, VersionProfile profile, SchemaChangeCase change)
            throws SQLException {
        this.server = server;
        this.profile = profile;
        this.change = change;
        this.connection = DriverManager.getConnection(server.jdbcUrl(), "root", "");
    }

    /** The table as it is before the change, with its rows. */
    static SchemaChangeTarget prepared(
            StarRocksEmulator server, VersionProfile profile, SchemaChangeCase change)
            throws Exception {
        SchemaChangeTarget table = new SchemaChangeTarget(server, profile, change);
        server.faults().clear();
        if (!change.startsWithoutTable()) {
            table.apply(0, SchemaChangeCases.created(table.id()));
            table.execute("USE " + table.database);
            table.load(
                    SchemaChangeCases.COLUMN_NAMES,
                    SchemaChangeCases.FULL_ROW + SchemaChangeCases.EMPTY_ROW);
            for (String statement : change.preparation()) {
                table.execute(statement);
            }
        }
        return table;
    }

    private TableId id() {
        return TableId.tableId(database, "t");
    }

    /**
     * Applies the change in a process of its own.
     *
     * @param lifetime after how many statements the process dies, 0 for never
     * @return the statements that changed something
     */
    List<String> apply(int lifetime) {
        return apply(lifetime, change.event(id()));
    }

    private List<String> apply(int lifetime, SchemaChangeEvent event) {
        List<FragileCatalog> opened = new ArrayList<>();
        StarRocksMetadataApplier applier =
                new StarRocksMetadataApplier(
                        () -> {
                            FragileCatalog catalog = new FragileCatalog(catalog(), lifetime);
                            opened.add(catalog);
                            return catalog;
                        },
                        new TypeMappings(ZoneOffset.UTC, 4),
                        TableRules.of(
                                List.of(),
                                TableSettings.builder()
                                        .buckets(1)
                                        .properties(Map.of("replication_num", "1"))
                                        .onTypeConflict(TypeConflictPolicy.NEW_COLUMN)
                                        .onDropTable(change.onDropTable())
                                        .build()),
                        Duration.ofMinutes(1));
        applier.applySchemaChange(event);
        return opened.get(0).executed();
    }

    private JdbcStarRocksCatalog catalog() {
        return new JdbcStarRocksCatalog(
                JdbcConfig.parse(
                        server.jdbcUrl(),
                        "root",
                        Secret.of(""),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30)));
    }

    /** What somebody does to the table, until it is done. */
    void executeByHand(List<String> statements) throws SQLException {
        execute("CREATE DATABASE IF NOT EXISTS " + database);
        execute("USE " + database);
        for (String statement : statements) {
            execute(statement);
            awaitJobs();
        }
    }

    private void awaitJobs() throws SQLException {
        while (!query("SHOW ALTER TABLE COLUMN WHERE State = 'PENDING'").isEmpty()
                || !query("SHOW ALTER TABLE COLUMN WHERE State = 'WAITING_TXN'").isEmpty()
                || !query("SHOW ALTER TABLE COLUMN WHERE State = 'RUNNING'").isEmpty()) {
            server.tick();
        }
    }

    /** A job of somebody else, which changes nothing that matters. */
    void startLongJob() throws SQLException {
        failNext(Operation.ALTER_JOB, new Fault.Delay(Moment.BEFORE, LONG));
        execute("ALTER TABLE t MODIFY COLUMN note VARCHAR(40) COMMENT 'by hand'");
    }

    void failNext(Operation operation, Fault fault) {
        server.faults().failNext(operation, fault);
    }

    /** Fails the nth statement that changes something. */
    void failStatement(int nth, Fault fault) {
        server.faults()
                .add(
                        Operation.STATEMENT,
                        sql -> sql.matches("(?s)(CREATE|ALTER|DROP|TRUNCATE|UPDATE) .*"),
                        nth,
                        1,
                        fault);
    }

    /** A row from before the change comes again, if there is something that takes it. */
    void loadOldRowAgain() throws Exception {
        if (change.startsWithoutTable() || !change.takesOldRowsAgain() || !exists()) {
            return;
        }
        List<String> names = columnsNow();
        boolean isBetweenTwoNames =
                names.stream().anyMatch(name -> name.contains("__replaced_"))
                        && !names.containsAll(change.columnNames());
        if (!isBetweenTwoNames) {
            load(SchemaChangeCases.COLUMN_NAMES, SchemaChangeCases.FULL_ROW);
        }
    }

    private boolean exists() throws SQLException {
        return query("SHOW TABLES").contains("t");
    }

    private List<String> columnsNow() {
        try (JdbcStarRocksCatalog catalog = catalog()) {
            return catalog.table(TablePath.of(database, "t")).orElseThrow().columns().stream()
                    .map(column -> column.name())
                    .toList();
        }
    }

    /** Loads the new row and looks at everything. */
    void requireTheEnd() throws Exception {
        execute("USE " + database);
        if (change.columns().isEmpty()) {
            assertThat(exists()).isFalse();
        } else {
            load(change.columnNames(), change.newRow());
            requireTableAndRows();
        }
        for (var check : change.checks().entrySet()) {
            assertThat(String.join(" ", query(check.getKey())))
                    .isEqualTo(check.getValue().apply(profile));
        }
        close();
    }

    private void requireTableAndRows() throws SQLException {
        try (JdbcStarRocksCatalog catalog = catalog()) {
            assertThat(catalog.table(TablePath.of(database, "t")).orElseThrow().columns())
                    .extracting(column -> column.name() + " " + column.type())
                    .containsExactlyElementsOf(change.columns());
        }
        assertThat(query("SELECT * FROM t ORDER BY 1")).containsExactlyElementsOf(change.rows());
    }

    /** As the connector loads rows: with the names of the columns that it knows, and strictly. */
    private void load(List<String> columns, String rows) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString("root:".getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://"
                                                + server.backendUrls().get(0)
                                                + "/api/"
                                                + database
                                                + "/t/_stream_load"))
                        .expectContinue(true)
                        .header("Authorization", "Basic " + credentials)
                        .header("format", "json")
                        .header("strict_mode", "true")
                        .header(
                                "columns",
                                columns.stream()
                                        .map(name -> "`" + name + "`")
                                        .collect(Collectors.joining(",")))
                        .PUT(HttpRequest.BodyPublishers.ofString(rows))
                        .build();
        HttpResponse<String> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.body()).contains("\"Status\": \"Success\"");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text: columns between bars, and dashes for NULL. */
    private List<String> query(String sql) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    // What was sent: the driver cuts the fractions off texts of DATETIME columns.
                    byte[] value = rows.getBytes(i);
                    row.add(value == null ? "-" : new String(value, StandardCharsets.UTF_8));
                }
                read.add(String.join("|", row));
            }
        }
        return read;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
