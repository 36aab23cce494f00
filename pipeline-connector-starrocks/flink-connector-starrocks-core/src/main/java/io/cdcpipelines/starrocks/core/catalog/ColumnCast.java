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

import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.Objects;

/** A column that gets the values of another one, in its own type: an immutable value. */
public final class ColumnCast {
    private final String from;
    private final String to;
    private final StarRocksType type;

    /**
     * @param type of the column {@code to}
     */
    public ColumnCast(String from, String to, StarRocksType type) {
        this.from = Objects.requireNonNull(from, "from");
        this.to = Objects.requireNonNull(to, "to");
        this.type = Objects.requireNonNull(type, "type");
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    StarRocksType type() {
        return type;
    }
}
