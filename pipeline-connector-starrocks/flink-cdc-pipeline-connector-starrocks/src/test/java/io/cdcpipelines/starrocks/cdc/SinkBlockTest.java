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

package io.cdcpipelines.starrocks.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cdcpipelines.starrocks.cdc.sink.DeadLetterConfig;
import io.cdcpipelines.starrocks.cdc.sink.DryRunEventSink;
import io.cdcpipelines.starrocks.cdc.sink.FlushConfig;
import io.cdcpipelines.starrocks.cdc.sink.LoadMode;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksEventSink;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksSinkConfig;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig.ValuesInMessages;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkBlockTest {
    private static final String SECRET = "s3cr3t";

    private static Map<String, String> minimal() {
        Map<String, String> values = new HashMap<>();
        values.put("jdbc-url", "jdbc:mysql://fe1:9030,fe2:9030");
        values.put("load-url", "fe1:8030;fe2:8030");
        values.put("username", "root");
        values.put("password", SECRET);
        return values;
    }

    private static StarRocksSinkConfig read(Map<String, String> values) {
        return SinkBlock.read(values, "UTC").config();
    }

    private static StarRocksSinkConfig readWith(String key, String value) {
        Map<String, String> values = minimal();
        values.put(key, value);
        return read(values);
    }

    private static String problems(Map<String, String> values) {
        return catchThrowable(() -> SinkBlock.read(values, "UTC")).getMessage();
    }

    @Test
    void needsOnlyTheAddressesAndAUser() {
        StarRocksSinkConfig config = read(minimal());

        assertThat(config.connection().frontends())
                .containsExactly(URI.create("http://fe1:8030"), URI.create("http://fe2:8030"));
        assertThat(config.connection().username()).isEqualTo("root");
        assertThat(config.connection().password().reveal()).isEqualTo(SECRET);
        assertThat(config.connection().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.connection().socketTimeout()).isEmpty();
        assertThat(config.connection().continueTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.connection().backendAddressMapping()).isEmpty();
        assertThat(config.load().timeout()).isEqualTo(Duration.ofSeconds(600));
        assertThat(config.load().properties()).isEmpty();
        assertThat(config.retry().maxAttempts()).isEqualTo(10);
        assertThat(config.retry().totalTime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.flush().labelPrefix()).isEqualTo("flink");
        assertThat(config.flush().bufferBytes()).isEqualTo(150L << 20);
        assertThat(config.flush().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.flush().ioThreads()).isEqualTo(4);
        assertThat(config.flush().loadMode()).isEqualTo(LoadMode.TRANSACTIONS);
        assertThat(config.histogramWindow()).isEqualTo(100);
    }

    @Test
    void failsWithRejectedRowsUnlessTheyHaveAPlace() {
        assertThat(read(minimal()).flush().deadLetters()).isEmpty();

        Map<String, String> values = minimal();
        values.put("sink.rejected-rows.action", "dead-letter");
        assertThat(problems(values)).containsPattern("sink.rejected-rows.path.*missing");

        values.put("sink.rejected-rows.path", "s3://bucket/rejected");
        FlushConfig flush = read(values).flush();
        DeadLetterConfig letters = flush.deadLetters().orElseThrow();
        assertThat(letters.directory()).isEqualTo("s3://bucket/rejected");
        assertThat(letters.maxRowsPerTable()).isEqualTo(100);
        assertThat(flush.loadMode()).isEqualTo(LoadMode.SINGLE_LOADS);

        values.put("sink.semantic", "exactly-once");
        values.put("sink.rejected-rows.max-rows", "7");
        flush = read(values).flush();
        assertThat(flush.deadLetters().orElseThrow().maxRowsPerTable()).isEqualTo(7);
        assertThat(flush.loadMode()).isEqualTo(LoadMode.PREPARED_TRANSACTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/path", "bucket", "C:\\rejected"})
    void wantsAnAbsolutePlaceForRejectedRows(String path) {
        Map<String, String> values = minimal();
        values.put("sink.rejected-rows.action", "dead-letter");
        values.put("sink.rejected-rows.path", path);

        assertThat(problems(values)).contains("sink.rejected-rows.path", "s3://");
    }

    @Test
    void refusesAPlaceForRejectedRowsThatNobodyUses() {
        Map<String, String> values = minimal();
        values.put("sink.rejected-rows.path", "/rejected");

        assertThat(problems(values))
                .contains("sink.rejected-rows.path", "sink.rejected-rows.action: dead-letter");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0.0, true", "0.01, false", "1, false"})
    void wantsNoOtherFilterOfRowsBesideItsOwn(String ratio, boolean isAccepted) {
        Map<String, String> values = minimal();
        values.put("sink.properties.Max_filter_ratio", ratio);
        assertThatCode(() -> read(values)).doesNotThrowAnyException();
        values.put("sink.rejected-rows.action", "dead-letter");
        values.put("sink.rejected-rows.path", "file:///rejected");

        if (isAccepted) {
            assertThatCode(() -> read(values)).doesNotThrowAnyException();
        } else {
            assertThat(problems(values)).contains("sink.properties.Max_filter_ratio");
        }
    }

    @Test
    void hidesValuesInMessagesUnlessTheyAreWanted() {
        assertThat(read(minimal()).load().valuesInMessages()).isEqualTo(ValuesInMessages.HIDDEN);
        assertThat(readWith("sink.rejected-rows.show-values", "true").load().valuesInMessages())
                .isEqualTo(ValuesInMessages.SHOWN);
    }

    @Test
    void takesEveryValueToItsPlace() {
        Map<String, String> values = minimal();
        values.put("load-url", "https://fe1:8443");
        values.put("password", "");
        values.put("sink.semantic", "at-least-once");
        values.put("sink.label-prefix", "shop_1");
        values.put("sink.connect.timeout-ms", "1000");
        values.put("sink.socket.timeout-ms", "2000");
        values.put("sink.wait-for-continue.timeout-ms", "3000");
        values.put("sink.backend-address-mapping", "be1:8040=public:18040;be2:8040=https://p:443");
        values.put("sink.buffer-flush.max-bytes", "64mb");
        values.put("sink.buffer-flush.interval-ms", "2500");
        values.put("sink.io.thread-count", "16");
        values.put("sink.at-least-once.use-transaction-stream-load", "false");
        values.put("sink.retry.max-attempts", "3");
        values.put("sink.retry.max-time", "90 s");
        values.put("sink.metric.histogram-window-size", "50");
        values.put("sink.properties.timeout", "1200");
        values.put("sink.properties.merge_condition", "version");

        StarRocksSinkConfig config = read(values);

        assertThat(config.connection().frontends()).containsExactly(URI.create("https://fe1:8443"));
        assertThat(config.connection().password().reveal()).isEmpty();
        assertThat(config.connection().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.connection().socketTimeout()).contains(Duration.ofSeconds(2));
        assertThat(config.connection().continueTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.connection().maxConnections()).isEqualTo(16);
        assertThat(config.connection().backendAddressMapping())
                .isEqualTo(Map.of("be1:8040", "public:18040", "be2:8040", "https://p:443"));
        assertThat(config.load().timeout()).isEqualTo(Duration.ofSeconds(1200));
        assertThat(config.load().properties()).isEqualTo(Map.of("merge_condition", "version"));
        assertThat(config.retry().maxAttempts()).isEqualTo(3);
        assertThat(config.retry().totalTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.flush().labelPrefix()).isEqualTo("shop_1");
        assertThat(config.flush().bufferBytes()).isEqualTo(64L << 20);
        assertThat(config.flush().interval()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.flush().ioThreads()).isEqualTo(16);
        assertThat(config.flush().loadMode()).isEqualTo(LoadMode.SINGLE_LOADS);
        assertThat(config.histogramWindow()).isEqualTo(50);
    }

    @Test
    void knowsWhatBecomesOfValuesThatStarRocksCannotHold() {
        assertThat(read(minimal()).mappings().outOfRange()).isEqualTo(OutOfRange.FAIL);
        assertThat(readWith("sink.out-of-range", "store-null").mappings().outOfRange())
                .isEqualTo(OutOfRange.STORE_NULL);

        Map<String, String> values = minimal();
        values.put("sink.out-of-range", "zero");
        assertThat(problems(values))
                .contains("sink.out-of-range: 'zero' is not accepted; give fail or store-null");
    }

    @Test
    void preparesTransactionsThatMayLiveForAnHourUnderExactlyOnce() {
        Map<String, String> values = minimal();
        values.put("sink.semantic", "exactly-once");

        StarRocksSinkConfig config = read(values);

        assertThat(config.flush().loadMode()).isEqualTo(LoadMode.PREPARED_TRANSACTIONS);
        assertThat(config.load().timeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusesExactlyOnceWithoutTransactions() {
        Map<String, String> values = minimal();
        values.put("sink.semantic", "exactly-once");
        values.put("sink.at-least-once.use-transaction-stream-load", "false");

        assertThatThrownBy(() -> read(values))
                .hasMessageContaining("sink.at-least-once.use-transaction-stream-load")
                .hasMessageContaining("exactly-once");
    }

    @Test
    void takesRowsNowhereInADryRun() {
        Map<String, String> values = minimal();
        assertThat(sinkOf(values)).isInstanceOf(StarRocksEventSink.class);
        values.put("table.dry-run", "true");
        assertThat(sinkOf(values)).isInstanceOf(DryRunEventSink.class);
    }

    private static Object sinkOf(Map<String, String> values) {
        StarRocksDataSink sink = SinkBlock.read(values, "UTC");
        return ((FlinkSinkProvider) sink.getEventSinkProvider()).getSink();
    }

    @Test
    void reportsAllMistakesAtOnce() {
        Map<String, String> values = minimal();
        values.put("sink.io.thread-counts", "4");
        values.put("load-url", "fe1");
        values.remove("password");
        values.put("sink.io.thread-count", "0");
        values.put("table.on-type-conflict", "convert");
        values.put("table.on-drop-table", "keep");
        values.put("table.on-drift", "ignore");
        values.put("table.added-columns.fill-existing-rows", "null");
        values.put("sink.buffer-flush.max-bytes", "150 megs");

        assertThat(problems(values).lines()).hasSize(10).first().asString().contains("9 problems");
        assertThat(problems(values))
                .contains("sink.io.thread-counts: is not an option of this sink")
                .contains("the nearest one is 'sink.io.thread-count'")
                .contains("load-url: 'fe1' is not accepted; give the HTTP addresses")
                .contains("password: is missing; give the password")
                .contains("sink.io.thread-count: '0' is not accepted; give a whole number from 1")
                .contains("table.on-type-conflict: 'convert' is not accepted; give fail or")
                .contains("table.on-drop-table: 'keep' is not accepted; give drop, ignore or")
                .contains("table.on-drift: 'ignore' is not accepted; give adapt, accept or fail")
                .contains(
                        "table.added-columns.fill-existing-rows: 'null' is not accepted; give true")
                .contains("sink.buffer-flush.max-bytes: '150 megs' is not accepted; give a number");
    }

    @Test
    void reportsWhatAnEmptyBlockLacks() {
        assertThat(problems(Map.of()))
                .contains("jdbc-url: is missing")
                .contains("load-url: is missing")
                .contains("username: is missing")
                .contains("password: is missing");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc-url | jdbc:mysql://fe1 ",
                "jdbc-url | jdbc:mysql://fe1:9030/?useSSL=false",
                "load-url | http://fe1:8030/",
                "load-url | [2001:db8::1]:8030",
                "load-url | fe1:8030,fe2:8030;",
                "load-url | starrocks_fe_1:8030",
                "sink.backend-address-mapping | starrocks_be_1:8040=localhost:8040",
                "sink.semantic | AT-LEAST-ONCE",
                "sink.semantic | exactly-once",
                "sink.exactly-once.on-forgotten-label | fail",
                "sink.exactly-once.on-forgotten-label | assume-committed",
                "sink.distribution | table",
                "sink.distribution | primary-key",
                "sink.label-prefix | a",
                "sink.connect.timeout-ms | 1",
                "sink.connect.timeout-ms | 3600000",
                "sink.socket.timeout-ms | -1",
                "sink.socket.timeout-ms | 0",
                "sink.buffer-flush.max-bytes | 1048576",
                "sink.buffer-flush.max-bytes | 10737418240",
                "sink.buffer-flush.max-bytes | 1 gb",
                "sink.buffer-flush.interval-ms | 1",
                "sink.buffer-flush.interval-ms | 3600000",
                "sink.scan-frequency.ms | 50",
                "sink.io.thread-count | 256",
                "sink.at-least-once.use-transaction-stream-load | FALSE",
                "sink.retry.max-attempts | 1",
                "sink.retry.max-time | 0 s",
                "sink.metric.histogram-window-size | 100000",
                "sink.properties.format | json",
                "sink.properties.format | CSV",
                "sink.properties.strip_outer_array | true",
                "sink.properties.ignore_json_size | true",
                "sink.properties.compression | lz4_frame",
                "sink.properties.timeout | 11",
                "sink.properties.timeout | 259200",
                "table.create.num-buckets | 1",
                "table.create.properties.replication_num | 1",
                "table.schema-change.timeout | 30min",
                "table.schema-change.timeout | 1 s",
                "unicode-char.max-bytes | 1",
                "type | starrocks",
                "name | Sink to StarRocks",
                "include.schema.changes | [add.column]",
                "exclude.schema.changes | [drop]",
            })
    void accepts(String key, String value) {
        assertThatCode(() -> readWith(key, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc-url | fe1:9030",
                "jdbc-url | jdbc:postgresql://fe1:9030",
                "jdbc-url | jdbc:mysql://fe1:99999",
                "load-url | fe1",
                "load-url | fe1:0",
                "load-url | fe1:65536",
                "load-url | ftp://fe1:8030",
                "load-url | http://fe1:8030/api",
                "load-url | ;",
                "load-url | fe..1:8030",
                "load-url | [::zz]:8030",
                "username | ''",
                "username | a:b",
                "sink.semantic | at-most-once",
                "sink.exactly-once.on-forgotten-label | ignore",
                "sink.distribution | random",
                "sink.label-prefix | a b",
                "sink.connect.timeout-ms | 0",
                "sink.connect.timeout-ms | 30s",
                "sink.connect.timeout-ms | 3600001",
                "sink.socket.timeout-ms | -2",
                "sink.wait-for-continue.timeout-ms | 0",
                "sink.backend-address-mapping | be1:8040",
                "sink.backend-address-mapping | be1=be2",
                "sink.backend-address-mapping | be1:8040=a:1;be1:8040=b:2",
                "sink.buffer-flush.max-bytes | 1048575",
                "sink.buffer-flush.max-bytes | 11 gb",
                "sink.buffer-flush.max-bytes | -1",
                "sink.buffer-flush.interval-ms | 0",
                "sink.buffer-flush.interval-ms | 10 s",
                "sink.scan-frequency.ms | often",
                "sink.io.thread-count | 257",
                "sink.at-least-once.use-transaction-stream-load | yes",
                "sink.retry.max-attempts | 0",
                "sink.retry.max-time | -1 s",
                "sink.retry.max-time | long",
                "sink.metric.histogram-window-size | 0",
                "sink.properties.format | xml",
                "sink.properties.columns | a,b",
                "sink.properties.compression | gzip",
                "sink.properties.compression | none",
                "sink.properties.timeout | 0",
                "sink.properties.timeout | 10",
                "sink.properties.timeout | 259201",
                "sink.properties.timeout | 10 min",
                "table.create.num-buckets | 0",
                "table.schema-change.timeout | 0 s",
                "table.schema-change.timeout | 8 d",
                "unicode-char.max-bytes | 0",
                "unicode-char.max-bytes | 5",
                "sink.properties. | a",
                "table.create.properties. | a",
                "jdbcurl | a",
            })
    void refusesNamingTheKey(String key, String value) {
        assertThatThrownBy(() -> readWith(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("- " + key + ": ")
                .hasMessageNotContaining(SECRET);
    }

    private static final List<LoadColumn> ID = List.of(LoadColumn.of("id", FieldEncoding.PLAIN));

    private static Map<String, String> headers(String... properties) {
        Map<String, String> values = minimal();
        for (int i = 0; i < properties.length; i += 2) {
            values.put("sink.properties." + properties[i], properties[i + 1]);
        }
        StarRocksSinkConfig config = read(values);
        assertThat(config.load().properties()).isEmpty();
        return config.format().formatOf(ID).headers();
    }

    @Test
    void loadsJsonUnlessCsvIsAskedFor() {
        assertThat(headers()).containsEntry("format", "json");
        assertThat(headers("format", "json", "column_separator", "-", "escape", "\\"))
                .containsEntry("format", "json")
                .doesNotContainKey("column_separator");
        assertThat(headers("format", "csv"))
                .containsEntry("format", "csv")
                .containsEntry("column_separator", "\\x01")
                .containsEntry("row_delimiter", "\\x02");
        assertThat(headers("Format", "Csv", "COLUMN_SEPARATOR", "\t", "row_delimiter", "0x0A"))
                .containsEntry("column_separator", "\\x09")
                .containsEntry("row_delimiter", "\\x0a");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "column_separator; -",
                "column_separator; 0",
                "column_separator; ''",
                "column_separator; \\x0",
                "row_delimiter; \\x01",
                "row_delimiter; a",
                "enclose; \"",
                "escape; \\",
                "skip_header; 1",
                "trim_space; true",
            })
    void refusesWhatCsvCannotBeReadWith(String name, String value) {
        Map<String, String> values = minimal();
        values.put("sink.properties.format", "csv");
        values.put("sink.properties." + name, value);

        assertThatThrownBy(() -> read(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("- sink.properties." + name + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc-url, jdbc:mysql://root:s3cr3t@fe1:9030",
        "jdbc-url, jdbc:mysql://fe1:9030/?password=s3cr3t",
        "load-url, http://root:s3cr3t@fe1:8030",
        "load-url, http://root:s3/cr3t@fe1:8030",
    })
    void repeatsNoCredentialsOfAnAddress(String key, String value) {
        assertThatThrownBy(() -> readWith(key, value))
                .hasMessageContaining(key)
                .hasMessageNotContaining("cr3t")
                .hasMessageNotContaining("s3");
    }

    @Test
    void showsNoPasswordInItsText() {
        assertThat(read(minimal()).toString()).doesNotContain(SECRET).contains("fe1:8030");
    }

    @Test
    void namesAnUnknownTimeZone() {
        assertThatThrownBy(() -> SinkBlock.read(minimal(), "Mars/Olympus"))
                .hasMessageContaining("local-time-zone")
                .hasMessageContaining("Mars/Olympus");
    }

    @Test
    void letsATransactionLiveLongerThanAnIntervalCollectsRows() {
        assertThat(readWith("sink.buffer-flush.interval-ms", "3600000").load().timeout())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void takesBuffersForCompressionOutOfTheMemoryForRows() {
        Map<String, String> values = minimal();
        values.put("sink.buffer-flush.max-bytes", "64 mb");
        values.put("sink.io.thread-count", "3");
        assertThat(read(values).bytesForRows()).isEqualTo(64 << 20);
        values.put("sink.properties.compression", "lz4_frame");
        // Of each thread: two buffers of a 64 kB block and what LZ4 may add, and a table.
        assertThat(read(values).bytesForRows())
                .isBetween((64L << 20) - 3 * 150_000, (64L << 20) - 3 * 147_000);
    }

    @Test
    void leavesMostOfTheMemoryToRows() {
        Map<String, String> values = minimal();
        values.put("sink.properties.compression", "lz4_frame");
        values.put("sink.buffer-flush.max-bytes", "16 mb");
        values.put("sink.io.thread-count", "32");
        assertThatCode(() -> read(values)).doesNotThrowAnyException();
        values.put("sink.io.thread-count", "128");
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("- sink.properties.compression: takes ")
                .hasMessageContaining("sink.buffer-flush.max-bytes")
                .hasMessageContaining("sink.io.thread-count");
    }

    @Test
    void readsTheAuthoritiesWhereThePipelineIsPutTogether(@TempDir Path directory)
            throws Exception {
        Path pem = directory.resolve("ca.pem");
        Files.writeString(pem, AUTHORITY);
        Map<String, String> values = minimal();
        values.put("load-url", "https://fe1:8443");
        values.put("sink.tls.ca-file", pem.toString());
        values.put("sink.tls.verify-hostname", "false");
        values.put("sink.tls.allow-plain-redirects", "true");

        StarRocksSinkConfig config = read(values);
        Files.delete(pem);

        assertThat(config.connection().tls().trustStore().orElseThrow().size()).isEqualTo(1);
        assertThat(config.connection().tls().checksHostnames()).isFalse();
        assertThat(config.connection().tls().followsPlainRedirects()).isTrue();
        assertThat(config.connection().isSecure()).isTrue();
    }

    @Test
    void isStrictAboutTlsUnlessToldOtherwise() {
        ConnectionConfig connection = read(minimal()).connection();
        assertThat(connection.tls().hasOwnAuthorities()).isFalse();
        assertThat(connection.tls().checksHostnames()).isTrue();
        assertThat(connection.tls().followsPlainRedirects()).isFalse();
    }

    @Test
    void refusesAuthoritiesThatItCannotRead(@TempDir Path directory) throws Exception {
        Path key = directory.resolve("key.pem");
        Files.writeString(
                key, "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----\n");
        Map<String, String> values = minimal();
        values.put("sink.tls.ca-file", key.toString());
        assertThat(problems(values))
                .contains("sink.tls.ca-file")
                .contains("PEM")
                .doesNotContain(SECRET);
        values.put("sink.tls.ca-file", directory.resolve("none.pem").toString());
        assertThat(problems(values)).contains("sink.tls.ca-file").contains("on this machine");
    }

    @Test
    void leavesNamesUncheckedOnlyForAuthoritiesOfTheUsersOwn() {
        Map<String, String> values = minimal();
        values.put("sink.tls.verify-hostname", "false");
        assertThat(problems(values)).contains("sink.tls.verify-hostname").contains("ca-file");
    }

    /** Signed by itself; nobody has its key. */
    private static final String AUTHORITY =
            String.join(
                    "\n",
                    "-----BEGIN CERTIFICATE-----",
                    "MIIBZDCCAQmgAwIBAgIJAJ4Rj6dY+YXlMAoGCCqGSM49BAMCMBwxGjAYBgNVBAMT",
                    "EVRlc3RpbmcgYXV0aG9yaXR5MCAXDTI2MTEyMDIwMzkzNVoYDzIxMjYxMDI3MjAz",
                    "OTM1WjAcMRowGAYDVQQDExFUZXN0aW5nIGF1dGhvcml0eTBZMBMGByqGSM49AgEG",
                    "CCqGSM49AwEHA0IABH1VXv2yL072dl67wTnr1LNw7XuKKlfpabHyiwJJVc+5Fp6l",
                    "mFlgem9c4IHLYUklmd0Gp4I3xfFbyF0vQSYEtuqjMjAwMB0GA1UdDgQWBBTIMusS",
                    "A2LvUJjBBXO7prz+v9i2rjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kA",
                    "MEYCIQCdz82/PxhiVsGz94nZBHtagrMkW3gjZoPhO09fXBJYZQIhAMGeiR2ybNxn",
                    "ZyjdTzdQaZ50kWF03vyZTMysDb8kigA5",
                    "-----END CERTIFICATE-----",
                    "");
}
