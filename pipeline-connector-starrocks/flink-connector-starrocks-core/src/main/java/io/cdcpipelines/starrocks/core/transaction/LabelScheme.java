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

package io.cdcpipelines.starrocks.core.transaction;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the loads of one writer; no two calls return the same label, and no other writer returns it
 * either. Used by one thread.
 *
 * <p>A label reads {@code prefix-database-table-subtask-incarnation-sequence}. Database and table
 * are part of it because a backend keys its running transactions by the label alone (StarRocks 2.4
 * and later), so the same label in two databases would collide there. StarRocks accepts labels of
 * the form {@code ^[-\w]{1,128}$}; names that do not fit are shortened and marked with a hash of
 * the whole name.
 */
public final class LabelScheme {
    /** The longest label made here; it leaves a retry room for a suffix of its own. */
    public static final int MAX_LENGTH = 120;

    /** The longest prefix accepted, so that database and table stay recognisable. */
    public static final int MAX_PREFIX_LENGTH = 48;

    private static final int MAX_INCARNATION_LENGTH = 16;

    private final LabelStems format;
    private final Map<TablePath, String> stems = new HashMap<>();
    private long sequence;

    /**
     * @param prefix starts every label; see {@link #isLegalPrefix(String)}
     * @param subtask the index of the writer in its job, 0 or more
     * @param incarnation up to 16 letters and digits that differ each time a writer is started,
     *     also for the same subtask of the same job
     * @throws IllegalArgumentException if an argument cannot be part of a label
     */
    public LabelScheme(String prefix, int subtask, String incarnation) {
        if (incarnation.length() > MAX_INCARNATION_LENGTH || !LabelStems.isLegal(incarnation)) {
            throw new IllegalArgumentException("Not an incarnation: '" + incarnation + "'");
        }
        if (subtask < 0) {
            throw new IllegalArgumentException("Not a subtask: " + subtask);
        }
        this.format = new LabelStems(prefix, subtask + "-" + incarnation);
    }

    /** Whether labels may start with this: 1 to 48 of the characters a-z A-Z 0-9 - and _. */
    public static boolean isLegalPrefix(String prefix) {
        return prefix.length() <= MAX_PREFIX_LENGTH && LabelStems.isLegal(prefix);
    }

    /** A label that was never returned before. */
    public String next(TablePath table) {
        return stems.computeIfAbsent(table, format::of) + sequence++;
    }
}
