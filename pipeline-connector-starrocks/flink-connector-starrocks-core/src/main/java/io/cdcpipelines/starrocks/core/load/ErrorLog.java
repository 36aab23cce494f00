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

import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads why rows were refused, and keeps the reasons without the rows, unless the user wants to see
 * them. Thread-safe.
 *
 * <p>A backend lists up to 50 refused rows of a load, each as {@code Error: <reason>. Row: <row>}
 * (StarRocks 3.3), and older ones as {@code Reason: <reason>. src line: [<row>]} (2.1).
 */
final class ErrorLog {
    private static final String PATH = "/api/_load_error_log";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_REASONS = 5;

    private final Router router;
    private final UnaryOperator<String> shown;

    ErrorLog(Router router, LoadConfig.ValuesInMessages values) {
        this.router = router;
        this.shown =
                values == LoadConfig.ValuesInMessages.SHOWN
                        ? ServerText::ofErrorLogLineWithValues
                        : ServerText::ofErrorLogLine;
    }

    /** The first different reasons behind an answer, or none if they cannot be had. */
    List<String> reasons(Answer answer) throws InterruptedException {
        Optional<String> url = answer.reply().flatMap(ServerReply::errorUrl);
        int path = url.map(text -> text.indexOf(PATH)).orElse(-1);
        if (path < 0) {
            return List.of();
        }
        HttpCall call = HttpCall.get(url.get().substring(path)).within(PATIENCE);
        return router.readFrom(url.get(), answer.server(), call)
                .map(this::distinctReasons)
                .orElse(List.of());
    }

    private List<String> distinctReasons(String text) {
        Set<String> reasons = new LinkedHashSet<>();
        for (String line : text.split("\n")) {
            // Anything else is a further line of a row.
            if (ServerText.isErrorLogLine(line) && reasons.size() < MAX_REASONS) {
                reasons.add(shown.apply(line));
            }
        }
        return new ArrayList<>(reasons);
    }
}
