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

package io.cdcpipelines.starrocks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write for other connectors goes through, what would break a load does not. */
class LoadConfigTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(600);

    @Test
    void passesOnWhatTheServerUnderstands() {
        LoadConfig config =
                LoadConfig.of(
                        TIMEOUT,
                        Map.of(
                                "Partial_Update", "true",
                                "merge_condition", "version",
                                "strict_mode", "false",
                                "max_filter_ratio", "0.1"));
        assertThat(config.properties())
                .isEqualTo(
                        Map.of(
                                "partial_update", "true",
                                "merge_condition", "version",
                                "strict_mode", "false",
                                "max_filter_ratio", "0.1"));
        assertThat(config.timeout()).isEqualTo(TIMEOUT);
    }

    @Test
    void acceptsAndDropsWhatChangesNothing() {
        LoadConfig config =
                LoadConfig.of(
                        TIMEOUT,
                        Map.of(
                                "format", "JSON",
                                "strip_outer_array", "true",
                                "ignore_json_size", "true",
                                "row_delimiter", "\\x02",
                                "column_separator", "\\x01"));
        assertThat(config.properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4_frame", "LZ4_FRAME"})
    void compressesWhereTheUserAsksForIt(String value) {
        LoadConfig config = LoadConfig.of(TIMEOUT, Map.of("Compression", value));
        assertThat(config.isCompressed()).isTrue();
        assertThat(config.properties()).isEqualTo(Map.of("compression", "lz4_frame"));
        assertThat(LoadConfig.of(TIMEOUT, Map.of()).isCompressed()).isFalse();
    }

    @Test
    void takesTheTimeoutFromTheProperties() {
        LoadConfig config = LoadConfig.of(TIMEOUT, Map.of("timeout", "86400"));
        assertThat(config.timeout()).isEqualTo(Duration.ofDays(1));
        assertThat(config.properties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "label,            x",
        "columns,          'a,b'",
        "jsonpaths,        '[]'",
        "Authorization,    Basic x",
        "compression,      gzip",
        "format,           parquet",
        "ignore_json_size, false",
        "timeout,          0",
        "timeout,          259201",
        "timeout,          1h",
        "'a b',            x",
    })
    void refusesWhatWouldBreakALoad(String name, String value) {
        assertThatThrownBy(() -> LoadConfig.of(TIMEOUT, Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + ": ");
    }

    @Test
    void refusesValuesThatWouldBeAHeaderOfTheirOwn() {
        assertThatThrownBy(
                        () -> LoadConfig.of(TIMEOUT, Map.of("timezone", "UTC\r\nAuthorization: x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Authorization");
    }

    @Test
    void namesEveryProblemUnderTheKeyOfTheUser() {
        ConfigProblems problems = new ConfigProblems();
        LoadConfig.checkProperties(
                Map.of("label", "x", "format", "xml", "fine", "x", "compression", "zstd"),
                "sink.properties.",
                problems);
        assertThat(problems.lines())
                .containsExactlyInAnyOrder(
                        "sink.properties.label: is set by the connector itself, remove it",
                        "sink.properties.format: 'json' or 'csv'",
                        "sink.properties.compression: 'lz4_frame' is the only value; leave it out"
                                + " for no compression");
    }

    @Test
    void leavesTheFormatToTheFormat() {
        LoadConfig config =
                LoadConfig.of(
                        TIMEOUT,
                        Map.of("Format", "CSV", "column_separator", "\t", "row_delimiter", "\n"));
        assertThat(config.properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enclose", "Escape", "skip_header", "trim_space"})
    void refusesSettingsThatStarRocksWouldNotApplyToEveryCsvLoad(String name) {
        Map<String, String> json = Map.of("format", "json", name, "1");
        assertThat(LoadConfig.of(TIMEOUT, json).properties()).isEmpty();
        assertThatThrownBy(() -> LoadConfig.of(TIMEOUT, Map.of("FORMAT", "Csv", name, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + ": cannot be used with CSV");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT0.9S", "PT259201S"})
    void refusesATimeoutThatTheServerWouldRefuse(Duration timeout) {
        assertThatThrownBy(() -> LoadConfig.of(timeout, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 259200 seconds");
    }
}
