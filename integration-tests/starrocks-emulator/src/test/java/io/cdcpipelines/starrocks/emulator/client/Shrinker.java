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

package io.cdcpipelines.starrocks.emulator.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a history that fails whatever it fails without. Stateless. */
final class Shrinker {

    private Shrinker() {}

    /**
     * Leaves out ever smaller parts, until no single step can be left out.
     *
     * @param fails runs a history
     */
    static History shrink(History failing, Predicate<History> fails) {
        History smallest = failing;
        int part = Math.max(1, failing.steps().size() / 2);
        while (true) {
            History smaller = withoutOnePart(smallest, part, fails);
            if (smaller != smallest) {
                smallest = smaller;
            } else if (part == 1) {
                return smallest;
            } else {
                part = part / 2;
            }
        }
    }

    private static History withoutOnePart(History history, int part, Predicate<History> fails) {
        for (int from = 0; from < history.steps().size(); from += part) {
            List<History.Step> left = new ArrayList<>(history.steps());
            left.subList(from, Math.min(from + part, left.size())).clear();
            History candidate = history.with(left);
            if (fails.test(candidate)) {
                return candidate;
            }
        }
        return history;
    }
}
