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

package io.cdcpipelines.starrocks.environment;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The numbers that a sink keeps per table, labelled {@code database} and {@code table}, as Flink's
 * REST interface sums them up over all subtasks; any thread may call it.
 */
final class TableCounters {

    private static final Pattern METRIC =
            Pattern.compile(".*\\.database\\.([^.]+)\\.table\\.([^.]+)\\.([^.]+)");

    /** Keeps the request line well below the 4096 bytes that Flink's HTTP server takes. */
    private static final int IDS_PER_REQUEST = 20;

    private final FlinkRest rest;

    TableCounters(FlinkRest rest) {
        this.rest = rest;
    }

    /** Table to counter to value. */
    Map<String, Map<String, Long>> read(String job) throws IOException {
        Map<String, Map<String, Long>> counters = new TreeMap<>();
        for (Json vertex : rest.get("/jobs/" + job).at("vertices").elements()) {
            String metrics =
                    "/jobs/%s/vertices/%s/subtasks/metrics".formatted(job, vertex.at("id").text());
            List<String> ids = new ArrayList<>();
            for (Json metric : rest.get(metrics).elements()) {
                if (METRIC.matcher(metric.at("id").text()).matches()) {
                    ids.add(metric.at("id").text());
                }
            }
            for (int from = 0; from < ids.size(); from += IDS_PER_REQUEST) {
                int to = Math.min(ids.size(), from + IDS_PER_REQUEST);
                readValues(metrics, ids.subList(from, to), counters);
            }
        }
        return counters;
    }

    private void readValues(
            String metrics, List<String> ids, Map<String, Map<String, Long>> counters)
            throws IOException {
        String query =
                ids.stream()
                        .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(","));
        for (Json metric : rest.get(metrics + "?agg=sum&get=" + query).elements()) {
            Matcher id = METRIC.matcher(metric.at("id").text());
            if (id.matches()) {
                counters.computeIfAbsent(id.group(1) + "." + id.group(2), t -> new TreeMap<>())
                        .merge(id.group(3), metric.at("sum").number(), Long::sum);
            }
        }
    }
}
