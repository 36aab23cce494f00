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

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_BUFFER_FLUSH_INTERVAL;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_BUFFER_FLUSH_MAX_BYTES;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_IO_THREAD_COUNT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX;

import io.cdcpipelines.starrocks.cdc.sink.FlushConfig;
import io.cdcpipelines.starrocks.cdc.sink.LoadMode;
import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The load parameters of the user, with the timeout and the format of loads taken out of them.
 * Immutable.
 */
final class LoadProperties {
    private static final String TIMEOUT = "timeout";
    private static final String COMPRESSION = "compression";
    private static final int MAX_TIMEOUT_SECONDS = 259_200;

    /** What StarRocks itself takes where nobody says otherwise. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(600);

    /** A transaction that is prepared at a checkpoint may have begun right after the one before. */
    private static final Duration TIMEOUT_BETWEEN_CHECKPOINTS = Duration.ofHours(1);

    private static final String FORMAT = "format";
    private static final String COLUMN_SEPARATOR = "column_separator";
    private static final String ROW_DELIMITER = "row_delimiter";

    /** Characters that hardly any text holds. */
    private static final String DEFAULT_COLUMN_SEPARATOR = "\\x01";

    private static final String DEFAULT_ROW_DELIMITER = "\\x02";

    private final Duration timeout;
    private final FormatChoice format;
    private final Map<String, String> properties;

    private LoadProperties(Duration timeout, FormatChoice format, Map<String, String> properties) {
        this.timeout = timeout;
        this.format = format;
        this.properties = properties;
    }

    /**
     * Reads the parameters and notes what is wrong with them.
     *
     * @param flush a transaction collects payloads for the interval and must not end before;
     *     buffers for compression come out of the memory for rows
     */
    static LoadProperties read(
            Map<String, String> given, FlushConfig flush, ConfigProblems problems) {
        Duration flushInterval = flush.interval();
        Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.putAll(given);
        String timeout = properties.remove(TIMEOUT);
        LoadConfig.checkProperties(properties, SINK_PROPERTIES_PREFIX, problems);
        if (properties.containsKey(COMPRESSION)) {
            checkMemory(flush, problems);
        }
        return new LoadProperties(
                timeout == null ? timeoutFor(flush) : readTimeout(timeout, flushInterval, problems),
                readFormat(properties, problems),
                properties);
    }

    private static FormatChoice readFormat(
            Map<String, String> properties, ConfigProblems problems) {
        if (!"csv".equalsIgnoreCase(properties.get(FORMAT))) {
            return FormatChoice.json();
        }
        Optional<Delimiter> separator =
                readDelimiter(COLUMN_SEPARATOR, DEFAULT_COLUMN_SEPARATOR, properties, problems);
        Optional<Delimiter> delimiter =
                readDelimiter(ROW_DELIMITER, DEFAULT_ROW_DELIMITER, properties, problems);
        if (separator.isEmpty() || delimiter.isEmpty()) {
            return FormatChoice.json();
        }
        if (separator.get().overlaps(delimiter.get())) {
            problems.add(
                    SINK_PROPERTIES_PREFIX + ROW_DELIMITER,
                    "has a character in common with the column separator; give "
                            + DEFAULT_ROW_DELIMITER
                            + " or another that has none");
            return FormatChoice.json();
        }
        return FormatChoice.csv(separator.get(), delimiter.get());
    }

    private static Optional<Delimiter> readDelimiter(
            String name,
            String defaultText,
            Map<String, String> properties,
            ConfigProblems problems) {
        String text = properties.getOrDefault(name, defaultText);
        try {
            return Optional.of(Delimiter.parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(
                    SINK_PROPERTIES_PREFIX + name,
                    "'" + text + "' is not accepted; give " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Most of the memory is for rows, whatever else has to come out of it. */
    private static void checkMemory(FlushConfig flush, ConfigProblems problems) {
        long bytes = flush.ioThreads() * StreamLoadClient.compressionBytesPerLoad();
        if (bytes > flush.bufferBytes() / 2) {
            problems.add(
                    SINK_PROPERTIES_PREFIX + COMPRESSION,
                    "takes "
                            + bytes
                            + " bytes in "
                            + flush.ioThreads()
                            + " threads, more than half of what there is; give more of "
                            + SINK_BUFFER_FLUSH_MAX_BYTES.key()
                            + ", or less of "
                            + SINK_IO_THREAD_COUNT.key());
        }
    }

    private static Duration timeoutFor(FlushConfig flush) {
        Duration usual =
                flush.loadMode() == LoadMode.PREPARED_TRANSACTIONS
                        ? TIMEOUT_BETWEEN_CHECKPOINTS
                        : DEFAULT_TIMEOUT;
        Duration twice = flush.interval().multipliedBy(2);
        return twice.compareTo(usual) > 0 ? twice : usual;
    }

    private static Duration readTimeout(
            String text, Duration flushInterval, ConfigProblems problems) {
        String digits = text.trim();
        boolean isNumber = digits.matches("[0-9]{1,6}");
        long seconds = isNumber ? Long.parseLong(digits) : 0;
        if (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS) {
            problems.add(
                    SINK_PROPERTIES_PREFIX + TIMEOUT,
                    "'"
                            + text
                            + "' is not accepted; give seconds from 1 to "
                            + MAX_TIMEOUT_SECONDS);
            return DEFAULT_TIMEOUT;
        }
        Duration timeout = Duration.ofSeconds(seconds);
        if (timeout.compareTo(flushInterval) <= 0) {
            problems.add(
                    SINK_PROPERTIES_PREFIX + TIMEOUT,
                    "'"
                            + text
                            + "' is not accepted; give more seconds than the "
                            + flushInterval.toMillis()
                            + " ms of "
                            + SINK_BUFFER_FLUSH_INTERVAL.key()
                            + ": StarRocks would end a load that collects rows for so long");
        }
        return timeout;
    }

    FormatChoice format() {
        return format;
    }

    LoadConfig config() {
        return LoadConfig.of(timeout, properties);
    }
}
