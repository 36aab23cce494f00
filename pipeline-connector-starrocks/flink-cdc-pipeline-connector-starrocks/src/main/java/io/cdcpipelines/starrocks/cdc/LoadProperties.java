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
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX;

import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The load parameters of the user, with the timeout of loads taken out of them. Immutable. */
final class LoadProperties {
    private static final String TIMEOUT = "timeout";
    private static final int MAX_TIMEOUT_SECONDS = 259_200;

    /** What StarRocks itself takes where nobody says otherwise. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(600);

    private final Duration timeout;
    private final Map<String, String> properties;

    private LoadProperties(Duration timeout, Map<String, String> properties) {
        this.timeout = timeout;
        this.properties = properties;
    }

    /**
     * Reads the parameters and notes what is wrong with them.
     *
     * @param flushInterval a transaction collects payloads for so long and must not end before
     */
    static LoadProperties read(
            Map<String, String> given, Duration flushInterval, ConfigProblems problems) {
        Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.putAll(given);
        String timeout = properties.remove(TIMEOUT);
        LoadConfig.checkProperties(properties, SINK_PROPERTIES_PREFIX, problems);
        return new LoadProperties(
                timeout == null
                        ? timeoutFor(flushInterval)
                        : readTimeout(timeout, flushInterval, problems),
                properties);
    }

    private static Duration timeoutFor(Duration flushInterval) {
        Duration twice = flushInterval.multipliedBy(2);
        return twice.compareTo(DEFAULT_TIMEOUT) > 0 ? twice : DEFAULT_TIMEOUT;
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

    LoadConfig config() {
        return LoadConfig.of(timeout, properties);
    }
}
