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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.load.RetryCause;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/metrics.md to the metrics that a writer registers. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(\\w+)` \\| (counter|gauge|histogram)\\b.*");

    @Test
    void listsEveryMetricWithItsType() throws Exception {
        Map<String, String> documented = new HashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                documented.put(matcher.group(1), matcher.group(2));
            }
        }
        assertThat(documented).isEqualTo(registered());
    }

    @Test
    void listsEveryCauseOfRetries() throws Exception {
        List<String> lines = Files.readAllLines(PAGE);
        List<String> documented =
                lines.subList(lines.indexOf("| Cause | Meaning |") + 2, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .map(line -> line.split("`")[1])
                        .collect(Collectors.toList());
        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(RetryCause.values())
                                .map(RetryCause::metricName)
                                .collect(Collectors.toList()));
    }

    @Test
    void countsRetriesByCause() {
        TestingMetricGroup group = new TestingMetricGroup();
        RetryCounts counts = RetryCounts.ofThisThread();
        counts.register(group);
        long before = group.count("cause.noAnswer.retries");

        counts.repeating(RetryCause.NO_ANSWER);

        assertThat(group.count("cause.noAnswer.retries")).isEqualTo(before + 1);
        assertThat(group.count("cause.locked.retries")).isZero();
    }

    private static Map<String, String> registered() {
        TestingMetricGroup group = new TestingMetricGroup();
        RetryCounts.ofThisThread().register(group);
        group.counter(DryRunEventSink.ROWS_DISCARDED);
        new StarRocksSinkMetrics(group, new PagePool(1 << 20, 1024), 1, () -> 0)
                .table(TablePath.of("shop", "orders"));
        Map<String, String> types = new HashMap<>();
        group.metrics()
                .forEach(
                        (name, metric) ->
                                types.put(
                                        name.replace("database.shop.table.orders.", "")
                                                .replaceFirst("cause\\.\\w+\\.", ""),
                                        metric.getMetricType().name().toLowerCase(Locale.ROOT)));
        return types;
    }
}
