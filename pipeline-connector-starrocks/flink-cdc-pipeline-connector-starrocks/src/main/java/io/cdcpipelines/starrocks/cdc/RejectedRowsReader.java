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

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_REJECTED_ROWS_ACTION;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_REJECTED_ROWS_MAX_ROWS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_REJECTED_ROWS_PATH;

import io.cdcpipelines.starrocks.cdc.sink.DeadLetterConfig;
import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is to become of rows that StarRocks does not take. Stateless. */
final class RejectedRowsReader {
    private static final int MAX_ROWS = 1_000_000;

    private static final Pattern DIRECTORY = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?/.*");

    private static final String ACCEPTED =
            "a directory that all TaskManagers can write to, such as s3://bucket/rejected-rows or"
                    + " file:///mnt/shared/rejected-rows";

    private static final String MAX_FILTER_RATIO = "max_filter_ratio";

    private RejectedRowsReader() {}

    /** Nothing if such rows are to fail the job, and after a problem was noted. */
    static Optional<DeadLetterConfig> read(OptionReader options, ConfigProblems problems) {
        RejectedRowsAction action =
                options.choice(
                        SINK_REJECTED_ROWS_ACTION, RejectedRowsAction.class, "fail or dead-letter");
        int maxRows = options.integer(SINK_REJECTED_ROWS_MAX_ROWS, 1, MAX_ROWS);
        Optional<String> path = options.given(SINK_REJECTED_ROWS_PATH);
        if (action == RejectedRowsAction.FAIL) {
            path.ifPresent(
                    any ->
                            problems.add(
                                    SINK_REJECTED_ROWS_PATH.key(),
                                    "is of no use without "
                                            + SINK_REJECTED_ROWS_ACTION.key()
                                            + ": "
                                            + RejectedRowsAction.DEAD_LETTER));
            return Optional.empty();
        }
        checkFilterRatio(options.startingWith(SINK_PROPERTIES_PREFIX), problems);
        Optional<String> directory = options.required(SINK_REJECTED_ROWS_PATH, ACCEPTED);
        if (directory.isPresent() && !DIRECTORY.matcher(directory.get()).matches()) {
            options.refuse(SINK_REJECTED_ROWS_PATH.key(), directory.get(), ACCEPTED);
        }
        return directory.map(text -> new DeadLetterConfig(text, maxRows));
    }

    /** Rows that StarRocks itself leaves out can be in no file. */
    private static void checkFilterRatio(Map<String, String> properties, ConfigProblems problems) {
        properties.forEach(
                (name, value) -> {
                    if (name.equalsIgnoreCase(MAX_FILTER_RATIO) && !isZero(value)) {
                        problems.add(
                                SINK_PROPERTIES_PREFIX + name,
                                "lets StarRocks leave rows out without a word; remove it, or "
                                        + SINK_REJECTED_ROWS_ACTION.key());
                    }
                });
    }

    private static boolean isZero(String ratio) {
        return ratio.trim().matches("0*\\.?0*");
    }
}
