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

import io.cdcpipelines.starrocks.core.http.HttpReply;
import java.util.Locale;
import java.util.Optional;

/** Looks answers up in {@link AnswerRules}. Stateless. */
final class ResponseClassifier {

    private ResponseClassifier() {}

    /** What came of an operation that no server answered. */
    static Verdict classify(Ending ending) {
        for (AnswerRule rule : AnswerRules.ALL) {
            if (rule.isFor(ending)) {
                return rule.verdict();
            }
        }
        throw new IllegalStateException("No rule for " + ending);
    }

    /** What came of an operation on a load or a transaction. */
    static Verdict classify(HttpReply http, Optional<ServerReply> json) {
        AnswerRule.Seen seen =
                json.map(reply -> seen(http.status(), reply))
                        .orElseGet(() -> new AnswerRule.Seen(http.status(), "", "", false));
        for (AnswerRule rule : AnswerRules.ALL) {
            if (rule.fits(seen)) {
                return rule.verdict();
            }
        }
        throw new IllegalStateException("The last rule fits everything");
    }

    private static AnswerRule.Seen seen(int http, ServerReply reply) {
        return new AnswerRule.Seen(
                http,
                reply.status(),
                reply.message().toLowerCase(Locale.ROOT),
                reply.isExistingJobFinished());
    }

    /** The state in an answer to the question for one; nothing if that was refused. */
    static Optional<TransactionState> state(ServerReply reply) {
        if (!reply.status().equals("OK")) {
            return Optional.empty();
        }
        for (TransactionState state : TransactionState.values()) {
            if (state.name().equals(reply.state())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
