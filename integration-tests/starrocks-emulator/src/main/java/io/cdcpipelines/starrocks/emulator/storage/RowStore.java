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

package io.cdcpipelines.starrocks.emulator.storage;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The visible rows of one table, each an {@code Object[]} in the order of the table's columns
 * (value classes: {@link io.cdcpipelines.starrocks.emulator.catalog.DataType}). Arrays that were
 * stored or returned are never changed.
 *
 * <p>Thread-safe: a published batch or a rewrite becomes visible as a whole.
 */
public interface RowStore {

    /** One change in the order of arrival: a row to put, or the row whose key is to go. */
    record Change(Object[] row, boolean isDelete) {}

    /** Applies changes in order, as one visible step. */
    default void apply(List<Change> changes) {
        apply(changes, RowMerge.REPLACE);
    }

    /**
     * Applies changes in order, as one visible step; a row to put is first merged with the row of
     * the same key that is there by then. Stores without keys append what they are given.
     */
    void apply(List<Change> changes, RowMerge merge);

    /** The rows at this moment, in no particular order. */
    List<Object[]> snapshot();

    long rowCount();

    /** Replaces each row by its image, as a schema change does. */
    void rewrite(UnaryOperator<Object[]> image);

    /** Removes the rows that the condition holds for, as one visible step. */
    void removeIf(Predicate<Object[]> condition);

    /** Removes all rows, as TRUNCATE does, and begins a new {@link #generation()}. */
    void clear();

    /**
     * How often the store was cleared. Rows that were planned for an earlier generation are lost
     * when they are committed.
     */
    long generation();
}
