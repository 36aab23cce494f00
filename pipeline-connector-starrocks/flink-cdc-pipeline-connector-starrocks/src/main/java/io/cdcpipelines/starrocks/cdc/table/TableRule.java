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

package io.cdcpipelines.starrocks.cdc.table;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/** Settings for the tables whose path matches: an immutable value. */
public final class TableRule implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Pattern tables;
    private final TableSettings settings;

    private TableRule(Pattern tables, TableSettings settings) {
        this.tables = tables;
        this.settings = settings;
    }

    /**
     * @param tables matches {@code database.table} of StarRocks as a whole
     */
    public static TableRule of(Pattern tables, TableSettings settings) {
        return new TableRule(
                Objects.requireNonNull(tables, "tables"),
                Objects.requireNonNull(settings, "settings"));
    }

    boolean isFor(TablePath path) {
        return tables.matcher(path.toString()).matches();
    }

    TableSettings settings() {
        return settings;
    }
}
