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

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.configuration.ConfigOption;
import org.apache.flink.cdc.common.utils.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables of docs/configuration.md to what the code does. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| (.+) \\|");
    private static final Pattern SETTING =
            Pattern.compile("\\| `([^`]+)` \\| (?:`([^`]+)` )?\\| [^|]*\\|");
    private static final Pattern RANGE = Pattern.compile("(-?\\d+) to (\\d+)\\b(?! of).*");

    private static final class Row {
        final String key;
        final String defaultValue;
        final String accepted;

        Row(Matcher matcher) {
            key = matcher.group(1);
            defaultValue = matcher.group(3).replace("`", "");
            accepted = matcher.group(4);
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(matcher));
            }
        }
        return rows;
    }

    private static Map<String, ConfigOption<?>> options() {
        Set<ConfigOption<?>> all = new HashSet<>(StarRocksDataSinkOptions.required());
        all.addAll(StarRocksDataSinkOptions.optional());
        return all.stream().collect(Collectors.toMap(ConfigOption::key, option -> option));
    }

    @Test
    void listsEveryOptionOnce() throws IOException {
        Set<String> keys = new TreeSet<>(options().keySet());
        keys.add(StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX + "*");
        keys.add(StarRocksDataSinkOptions.TABLE_CREATE_PROPERTIES_PREFIX + "*");

        assertThat(rows()).extracting(row -> row.key).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void listsEverySettingOfARuleWithTheOptionForAllTables() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
                listed.put(setting.group(1), setting.group(2));
            }
        }
        Map<String, String> settings = new TreeMap<>();
        settings.put("properties.*", StarRocksDataSinkOptions.TABLE_CREATE_PROPERTIES_PREFIX + "*");
        StarRocksDataSinkOptions.ruleSettings()
                .forEach(
                        (name, option) -> {
                            boolean isForAll = options().containsKey(option.key());
                            settings.put(name, isForAll ? option.key() : null);
                        });

        assertThat(listed).isEqualTo(settings);
    }

    static List<Row> rowsOfOptions() throws IOException {
        return rows().stream().filter(row -> !row.key.endsWith("*")).collect(Collectors.toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsOfOptions")
    void givesTheDefault(Row row) {
        ConfigOption<?> option = options().get(row.key);
        if (StarRocksDataSinkOptions.required().contains(option)) {
            assertThat(row.defaultValue).isEqualTo("required");
        } else if (!option.hasDefaultValue()) {
            assertThat(row.defaultValue).isEqualTo("none");
        } else if (option.defaultValue() instanceof Duration) {
            assertThat(TimeUtils.parseDuration(row.defaultValue)).isEqualTo(option.defaultValue());
        } else {
            String defaultValue = option.defaultValue().toString();
            assertThat(row.defaultValue).isEqualTo(defaultValue.isEmpty() ? "empty" : defaultValue);
        }
    }

    static List<Row> rowsWithARange() throws IOException {
        return rowsOfOptions().stream()
                .filter(row -> RANGE.matcher(row.accepted).matches())
                .collect(Collectors.toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithARange")
    void givesTheRange(Row row) {
        Matcher range = RANGE.matcher(row.accepted);
        assertThat(range.matches()).isTrue();
        BigInteger first = new BigInteger(range.group(1));
        BigInteger last = new BigInteger(range.group(2));

        assertThatCode(() -> read(row.key, first)).doesNotThrowAnyException();
        assertThatCode(() -> read(row.key, last)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(row.key, first.subtract(BigInteger.ONE)))
                .hasMessageContaining(row.key);
        assertThatThrownBy(() -> read(row.key, last.add(BigInteger.ONE)))
                .hasMessageContaining(row.key);
    }

    @Test
    void givesRangesForAllNumbers() throws IOException {
        assertThat(rowsWithARange()).hasSize(12);
    }

    private static void read(String key, BigInteger value) {
        Map<String, String> values = new HashMap<>();
        values.put("jdbc-url", "jdbc:mysql://fe1:9030");
        values.put("load-url", "fe1:8030");
        values.put("username", "root");
        values.put("password", "");
        values.put(key, value.toString());
        SinkBlock.read(values, "UTC");
    }
}
