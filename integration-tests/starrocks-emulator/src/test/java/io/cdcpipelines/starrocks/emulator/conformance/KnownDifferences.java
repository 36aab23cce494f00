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

package io.cdcpipelines.starrocks.emulator.conformance;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.conformance.Outcome.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The exchanges that come out otherwise than recorded, each with its reason. An entry names the
 * transcript, the scenario, the number of the exchange in it, the version or {@code *}, and the
 * reason, separated by {@code " | "}.
 */
final class KnownDifferences {
    private static final int SHORTEST_REASON = 12;

    private final Map<Key, String> reasons = new HashMap<>();

    static KnownDifferences parse(String text, VersionProfile profile) {
        KnownDifferences known = new KnownDifferences();
        for (Line line : Line.read(text)) {
            String[] parts = line.text().split(" \\| ", 5);
            if (parts.length < 5 || parts[4].strip().length() < SHORTEST_REASON) {
                throw new IllegalArgumentException(
                        "known differences, line " + line.number() + ": no place or no reason");
            }
            if (parts[3].equals("*") || parts[3].equals(profile.name())) {
                known.reasons.put(
                        new Key(parts[0], parts[1], Integer.parseInt(parts[2])), parts[4]);
            }
        }
        return known;
    }

    /** What is wrong: differences that are not listed, and entries that no longer differ. */
    List<String> violations(List<Outcome> outcomes) {
        List<String> violations = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (Outcome outcome : outcomes) {
            seen.add(outcome.key());
            boolean isListed = reasons.containsKey(outcome.key());
            if (!outcome.isSame() && !isListed) {
                violations.add(
                        "unlisted difference: "
                                + outcome.key()
                                + "\n    "
                                + outcome.request()
                                + "\n    "
                                + outcome.detail());
            } else if (outcome.isSame() && isListed) {
                violations.add("stale entry, the outcome is as recorded: " + outcome.key());
            }
        }
        reasons.keySet().stream()
                .filter(key -> !seen.contains(key))
                .forEach(key -> violations.add("stale entry, no such exchange: " + key));
        return violations;
    }
}
