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

import io.cdcpipelines.starrocks.core.http.ServerAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which backend works on which running transaction. Thread-safe: transactions of several
 * tables run at once. What it does not know, a frontend does.
 */
final class Coordinators {
    private final Map<String, ServerAddress> byLabel = new ConcurrentHashMap<>();

    void remember(String label, Answer answer) {
        if (answer.route() == Answer.Route.REDIRECTED) {
            byLabel.put(label, answer.server());
        }
    }

    Optional<ServerAddress> of(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    void forget(String label) {
        byLabel.remove(label);
    }
}
