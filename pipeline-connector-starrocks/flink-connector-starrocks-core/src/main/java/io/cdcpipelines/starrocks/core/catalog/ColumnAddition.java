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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import java.util.Objects;
import java.util.Optional;

/** A column to be added, and the column behind which it goes: an immutable value. */
public final class ColumnAddition {
    private final StarRocksColumn column;
    private final String after;

    private ColumnAddition(StarRocksColumn column, String after) {
        this.column = Objects.requireNonNull(column, "column");
        this.after = after;
    }

    public static ColumnAddition last(StarRocksColumn column) {
        return new ColumnAddition(column, null);
    }

    public static ColumnAddition after(StarRocksColumn column, String existing) {
        return new ColumnAddition(column, Objects.requireNonNull(existing, "existing"));
    }

    public StarRocksColumn column() {
        return column;
    }

    /** Empty if the column goes to the end. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnAddition
                && ((ColumnAddition) other).column.equals(column)
                && Objects.equals(((ColumnAddition) other).after, after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(column, after);
    }

    @Override
    public String toString() {
        return column + (after == null ? "" : " AFTER " + after);
    }
}
