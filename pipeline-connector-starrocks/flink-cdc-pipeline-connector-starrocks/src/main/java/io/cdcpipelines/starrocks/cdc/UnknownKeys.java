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

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.FRAMEWORK_KEYS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_RULES_PREFIX;

import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.cdc.common.configuration.ConfigOption;

/**
 * Finds keys that mean nothing to this sink, which are typing errors more often than not. Rules for
 * tables are left to {@link RuleReader}. Stateless.
 */
final class UnknownKeys {

    private UnknownKeys() {}

    static void note(Collection<String> keys, ConfigProblems problems) {
        Set<String> known = knownKeys();
        for (String key : new TreeSet<>(keys)) {
            if (!known.contains(key)
                    && !FRAMEWORK_KEYS.contains(key)
                    && !isProperty(key)
                    && !key.startsWith(TABLE_RULES_PREFIX)) {
                problems.add(
                        key,
                        "is not an option of this sink; the nearest one is '"
                                + nearest(key, known)
                                + "'");
            }
        }
    }

    private static Set<String> knownKeys() {
        Set<String> keys = new TreeSet<>();
        for (ConfigOption<?> option : StarRocksDataSinkOptions.required()) {
            keys.add(option.key());
        }
        for (ConfigOption<?> option : StarRocksDataSinkOptions.optional()) {
            keys.add(option.key());
        }
        return keys;
    }

    private static boolean isProperty(String key) {
        return isLonger(key, SINK_PROPERTIES_PREFIX)
                || isLonger(key, TABLE_CREATE_PROPERTIES_PREFIX);
    }

    private static boolean isLonger(String key, String prefix) {
        return key.startsWith(prefix) && key.length() > prefix.length();
    }

    /** The one of the known words that looks most like the given one. */
    static String nearest(String key, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElseThrow();
    }

    /** How many letters have to be added, removed or changed to get from one text to the other. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int removedOrAdded = Math.min(previous[j], current[j - 1]) + 1;
                current[j] = Math.min(removedOrAdded, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
