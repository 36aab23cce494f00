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

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.JDBC_URL;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.LOAD_URL;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.PASSWORD;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_BACKEND_ADDRESS_MAPPING;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_BUFFER_FLUSH_INTERVAL;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_BUFFER_FLUSH_MAX_BYTES;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_CONNECT_TIMEOUT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_DISTRIBUTION;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_IO_THREAD_COUNT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_LABEL_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_METRIC_HISTOGRAM_WINDOW_SIZE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_ON_FORGOTTEN_LABEL;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_OUT_OF_RANGE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_REJECTED_ROWS_SHOW_VALUES;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_RETRY_MAX_ATTEMPTS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_RETRY_MAX_TIME;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_SCAN_FREQUENCY;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_SEMANTIC;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_SOCKET_TIMEOUT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_STARTUP_CHECK;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_USE_TRANSACTION_STREAM_LOAD;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_WAIT_FOR_CONTINUE_TIMEOUT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_DRY_RUN;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_SCHEMA_CHANGE_TIMEOUT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.UNICODE_CHAR_MAX_BYTES;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.USERNAME;
import static org.apache.flink.cdc.common.pipeline.PipelineOptions.PIPELINE_LOCAL_TIME_ZONE;

import io.cdcpipelines.starrocks.cdc.schema.StarRocksMetadataApplier;
import io.cdcpipelines.starrocks.cdc.sink.FlushConfig;
import io.cdcpipelines.starrocks.cdc.sink.ForgottenLabels;
import io.cdcpipelines.starrocks.cdc.sink.LoadMode;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksSinkConfig;
import io.cdcpipelines.starrocks.cdc.sink.StartupGate;
import io.cdcpipelines.starrocks.cdc.sink.StartupMode;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig.ValuesInMessages;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sink block of a pipeline, read and checked as a whole: either everything in it is accepted,
 * or every problem is known. Used by one thread; nothing here talks to a server.
 */
final class SinkBlock {
    private static final int MAX_TIMEOUT_MILLIS = 3_600_000;
    private static final long MAX_INTERVAL_MILLIS = 3_600_000;
    private static final long MIN_BUFFER_BYTES = 1L << 20;
    private static final long MAX_BUFFER_BYTES = 10L << 30;
    private static final int MAX_IO_THREADS = 256;
    private static final int MAX_ATTEMPTS = 1000;
    private static final int MAX_WINDOW = 100_000;
    private static final Duration MAX_DURATION = Duration.ofDays(7);

    /** How long a frontend works at most on one statement; creating a table takes longest. */
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(11);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);

    /** Rollbacks when a writer closes run in parallel too. */
    private static final int MIN_CONNECTIONS = 8;

    private final OptionReader options;

    private final Optional<List<URI>> frontends;
    private final Optional<String> username;
    private final Optional<String> password;
    private final Duration connectTimeout;
    private final Optional<Duration> socketTimeout;
    private final Duration continueTimeout;
    private final Map<String, String> backendAddresses;
    private final TlsConfig tls;
    private final StartupMode startupMode;
    private final Semantic semantic;
    private final ForgottenLabels forgottenLabels;
    private final FlushConfig flush;
    private final LoadProperties loadProperties;
    private final ValuesInMessages valuesInMessages;
    private final RetryPolicy retry;
    private final Distribution distribution;
    private final int histogramWindow;
    private final TableRules tableRules;
    private final Duration schemaChangeTimeout;
    private final RunMode mode;
    private final TypeMappings mappings;
    private final Optional<JdbcConfig> jdbc;

    private SinkBlock(Map<String, String> values, String localTimeZone, ConfigProblems problems) {
        this.options = new OptionReader(values, problems);
        UnknownKeys.note(values.keySet(), problems);

        frontends = readFrontends();
        username = readUsername();
        password = options.required(PASSWORD, "the password of the user, which may be ''");
        connectTimeout = millis(options.integer(SINK_CONNECT_TIMEOUT, 1, MAX_TIMEOUT_MILLIS));
        socketTimeout = readSocketTimeout();
        continueTimeout =
                millis(options.integer(SINK_WAIT_FOR_CONTINUE_TIMEOUT, 1, MAX_TIMEOUT_MILLIS));
        backendAddresses = readBackendAddresses();
        tls = TlsOptions.read(options);
        startupMode = options.choice(SINK_STARTUP_CHECK, StartupMode.class, "fail, warn or off");
        semantic = options.choice(SINK_SEMANTIC, Semantic.class, "at-least-once or exactly-once");
        forgottenLabels =
                options.choice(
                        SINK_ON_FORGOTTEN_LABEL, ForgottenLabels.class, "fail or assume-committed");
        FlushConfig flushing = readFlush();
        flush = RejectedRowsReader.read(options, problems).map(flushing::with).orElse(flushing);
        loadProperties =
                LoadProperties.read(options.startingWith(SINK_PROPERTIES_PREFIX), flush, problems);
        valuesInMessages =
                options.flag(SINK_REJECTED_ROWS_SHOW_VALUES)
                        ? ValuesInMessages.SHOWN
                        : ValuesInMessages.HIDDEN;
        retry = readRetry();
        distribution =
                options.choice(SINK_DISTRIBUTION, Distribution.class, "table or primary-key");
        options.longNumber(SINK_SCAN_FREQUENCY, 1, Long.MAX_VALUE);
        histogramWindow = options.integer(SINK_METRIC_HISTOGRAM_WINDOW_SIZE, 1, MAX_WINDOW);
        tableRules = RuleReader.read(options, values, problems);
        schemaChangeTimeout =
                options.duration(
                        TABLE_SCHEMA_CHANGE_TIMEOUT,
                        Duration.ofSeconds(1),
                        MAX_DURATION,
                        "a duration from 1 s to 7 d, such as '30 min'");
        mode = options.flag(TABLE_DRY_RUN) ? RunMode.DRY : RunMode.REAL;
        mappings =
                new TypeMappings(
                        readZone(localTimeZone),
                        options.integer(UNICODE_CHAR_MAX_BYTES, 1, 4),
                        options.choice(SINK_OUT_OF_RANGE, OutOfRange.class, "fail or store-null"));
        jdbc = readJdbc();
    }

    /**
     * Makes a sink of what the user wrote.
     *
     * @param localTimeZone of the pipeline, as its option says
     * @throws IllegalArgumentException naming every problem, one per line, and no secret
     */
    static StarRocksDataSink read(Map<String, String> values, String localTimeZone) {
        ConfigProblems problems = new ConfigProblems();
        SinkBlock block = new SinkBlock(values, localTimeZone, problems);
        problems.throwIfAny("The sink 'starrocks'");
        return block.sink();
    }

    private Optional<List<URI>> readFrontends() {
        String accepted =
                "the HTTP addresses of the frontends as [http[s]://]host:port, separated by ';'";
        Optional<String> given = options.required(LOAD_URL, accepted);
        Optional<List<URI>> addresses = given.flatMap(ServerAddresses::http);
        if (given.isPresent() && addresses.isEmpty()) {
            options.refuse(LOAD_URL.key(), ServerAddresses.masked(given.get()), accepted);
        }
        return addresses;
    }

    private Optional<String> readUsername() {
        String accepted = "the name of a StarRocks user, without a ':'";
        Optional<String> given = options.required(USERNAME, accepted);
        if (given.isPresent() && (given.get().isEmpty() || given.get().contains(":"))) {
            options.refuse(USERNAME.key(), given.get(), accepted);
        }
        return given;
    }

    private ZoneId readZone(String name) {
        // The framework replaces its default before it makes the sink; not every version need do
        // so.
        if (name.equals(PIPELINE_LOCAL_TIME_ZONE.defaultValue())) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            options.refuse(
                    PIPELINE_LOCAL_TIME_ZONE.key(),
                    name,
                    "a time zone such as Europe/Berlin or UTC");
            return ZoneId.systemDefault();
        }
    }

    private Optional<JdbcConfig> readJdbc() {
        Optional<String> url =
                options.required(JDBC_URL, "jdbc:mysql://host:port[,host:port...] of frontends");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JdbcConfig.parse(
                                    url.get(),
                                    username.orElse(""),
                                    Secret.of(password.orElse("")),
                                    connectTimeout,
                                    STATEMENT_LIMIT)
                            .withTls(tls));
        } catch (IllegalArgumentException e) {
            options.refuse(
                    JDBC_URL.key(),
                    ServerAddresses.masked(url.get()),
                    "jdbc:mysql://host:port[,host:port...]. " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Duration> readSocketTimeout() {
        int given = options.integer(SINK_SOCKET_TIMEOUT, -1, Integer.MAX_VALUE);
        return given <= 0 ? Optional.empty() : Optional.of(millis(given));
    }

    private Map<String, String> readBackendAddresses() {
        String text =
                options.text(
                        SINK_BACKEND_ADDRESS_MAPPING,
                        value -> ServerAddresses.mapping(value).isPresent(),
                        "pairs of host:port=[http[s]://]host:port, separated by ';', the left one"
                                + " as StarRocks"
                                + " names its backend");
        return ServerAddresses.mapping(text).orElseThrow();
    }

    private FlushConfig readFlush() {
        String prefix =
                options.text(
                        SINK_LABEL_PREFIX,
                        LabelScheme::isLegalPrefix,
                        "1 to "
                                + LabelScheme.MAX_PREFIX_LENGTH
                                + " of the characters a-z, A-Z, 0-9, '-' and '_'");
        long bufferBytes =
                options.bytes(
                        SINK_BUFFER_FLUSH_MAX_BYTES,
                        MIN_BUFFER_BYTES,
                        MAX_BUFFER_BYTES,
                        "a number of bytes, or a size such as '150 mb', from 1 mb to 10 gb");
        Duration interval =
                millis(options.longNumber(SINK_BUFFER_FLUSH_INTERVAL, 1, MAX_INTERVAL_MILLIS));
        int ioThreads = options.integer(SINK_IO_THREAD_COUNT, 1, MAX_IO_THREADS);
        return new FlushConfig(prefix, bufferBytes, interval, ioThreads, readLoadMode());
    }

    private LoadMode readLoadMode() {
        boolean hasTransactions = options.flag(SINK_USE_TRANSACTION_STREAM_LOAD);
        if (semantic == Semantic.EXACTLY_ONCE) {
            if (!hasTransactions) {
                options.refuse(
                        SINK_USE_TRANSACTION_STREAM_LOAD.key(),
                        "false",
                        "true with sink.semantic: exactly-once, which is made of transactions");
            }
            return LoadMode.PREPARED_TRANSACTIONS;
        }
        return hasTransactions ? LoadMode.TRANSACTIONS : LoadMode.SINGLE_LOADS;
    }

    private RetryPolicy readRetry() {
        return RetryPolicy.of(
                options.integer(SINK_RETRY_MAX_ATTEMPTS, 1, MAX_ATTEMPTS),
                FIRST_BACKOFF,
                LONGEST_BACKOFF,
                options.duration(
                        SINK_RETRY_MAX_TIME,
                        Duration.ZERO,
                        MAX_DURATION,
                        "a duration from 0 s to 7 d, such as '3 min'"));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private StarRocksDataSink sink() {
        ConnectionConfig connection = connection();
        StarRocksSinkConfig config =
                new StarRocksSinkConfig(
                        connection,
                        new CatalogTableReader(jdbc.orElseThrow()),
                        loadProperties.config().with(valuesInMessages),
                        loadProperties.format(),
                        retry,
                        flush,
                        mappings,
                        tableRules,
                        histogramWindow);
        StarRocksMetadataApplier applier =
                StarRocksMetadataApplier.overJdbc(
                        jdbc.orElseThrow(), mappings, tableRules, schemaChangeTimeout);
        return new StarRocksDataSink(
                config,
                mode == RunMode.DRY ? applier.dryRun() : applier,
                distribution,
                mode,
                semantic,
                forgottenLabels,
                new StartupGate(settings(connection), startupMode));
    }

    private PipelineSettings settings(ConnectionConfig connection) {
        return PipelineSettings.builder(
                        connection, jdbc.orElseThrow(), loadProperties.config(), retry)
                .loads(loads(flush.loadMode()))
                .spread(
                        distribution == Distribution.TABLE
                                ? PipelineSettings.Spread.ONE_WRITER_PER_TABLE
                                : PipelineSettings.Spread.ALL_WRITERS)
                .typeConflicts(
                        tableRules.all().stream().anyMatch(SinkBlock::usesNewColumns)
                                ? PipelineSettings.TypeConflicts.IN_A_NEW_COLUMN
                                : PipelineSettings.TypeConflicts.REFUSED)
                .replicas(
                        tableRules.all().stream().mapToInt(TableSettings::replicas).max().orElse(0))
                .schemaChangeTimeout(schemaChangeTimeout)
                .build();
    }

    private static PipelineSettings.Loads loads(LoadMode mode) {
        switch (mode) {
            case SINGLE_LOADS:
                return PipelineSettings.Loads.SINGLE;
            case PREPARED_TRANSACTIONS:
                return PipelineSettings.Loads.PREPARED_TRANSACTIONS;
            default:
                return PipelineSettings.Loads.TRANSACTIONS;
        }
    }

    private static boolean usesNewColumns(TableSettings settings) {
        return settings.onTypeConflict() == TypeConflictPolicy.NEW_COLUMN;
    }

    private ConnectionConfig connection() {
        ConnectionConfig.Builder connection =
                ConnectionConfig.builder()
                        .frontends(frontends.orElseThrow())
                        .username(username.orElseThrow())
                        .password(Secret.of(password.orElseThrow()))
                        .connectTimeout(connectTimeout)
                        .continueTimeout(continueTimeout)
                        .maxConnections(Math.max(MIN_CONNECTIONS, flush.ioThreads()))
                        .backendAddressMapping(backendAddresses)
                        .tls(tls);
        socketTimeout.ifPresent(connection::socketTimeout);
        return connection.build();
    }
}
