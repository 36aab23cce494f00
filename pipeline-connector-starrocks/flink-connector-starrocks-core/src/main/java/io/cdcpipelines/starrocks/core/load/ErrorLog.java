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

package io.cdcpipelines.starrocks.core.load;

import io.cdcpipelines.starrocks.core.http.HttpCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads why rows were rejected, and keeps the reasons without the rows. Thread-safe. */
final class ErrorLog {
    private static final String PATH = "/api/_load_error_log";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_REASONS = 5;

    private final Router router;

    ErrorLog(Router router) {
        this.router = router;
    }

    /** The first different reasons, or none if they cannot be had. */
    List<String> reasons(String url) throws InterruptedException {
        int path = url.indexOf(PATH);
        if (path < 0) {
            return List.of();
        }
        Optional<String> text =
                router.read(url, HttpCall.get(url.substring(path)).within(PATIENCE));
        return text.map(ErrorLog::distinctReasons).orElse(List.of());
    }

    private static List<String> distinctReasons(String text) {
        Set<String> reasons = new LinkedHashSet<>();
        for (String line : text.split("\n")) {
            // Anything else is a further line of a row.
            if (line.startsWith("Error: ") && reasons.size() < MAX_REASONS) {
                reasons.add(ServerText.ofErrorLogLine(line));
            }
        }
        return new ArrayList<>(reasons);
    }
}
