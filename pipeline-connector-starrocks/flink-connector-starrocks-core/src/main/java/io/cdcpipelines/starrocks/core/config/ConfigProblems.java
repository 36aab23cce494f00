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

package io.cdcpipelines.starrocks.core.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a configuration, so that a user hears of everything at once. Used by
 * one thread, while a job is put together.
 */
public final class ConfigProblems {
    private final List<String> lines = new ArrayList<>();

    /**
     * Notes one problem.
     *
     * @param key the option as the user writes it
     * @param accepted what would be right; never a secret
     */
    public ConfigProblems add(String key, String accepted) {
        lines.add(key + ": " + accepted);
        return this;
    }

    /** Notes a problem unless the claim holds. */
    ConfigProblems require(boolean claim, String key, String accepted) {
        return claim ? this : add(key, accepted);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The problems in the order they were noted, each {@code key: what is accepted}. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * @throws IllegalArgumentException listing every problem, if there is any
     */
    public void throwIfAny(String what) {
        if (!lines.isEmpty()) {
            throw new IllegalArgumentException(
                    what
                            + " has "
                            + (lines.size() == 1 ? "a problem" : lines.size() + " problems")
                            + ":\n  - "
                            + String.join("\n  - ", lines));
        }
    }
}
