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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.cdc.schema.ColumnFit.TextSlack;
import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares a table that is there already with the one that its source needs: one that was just
 * created, that was created before a restart, or that somebody else laid out. Confined to one call
 * of the planner.
 */
final class TableAdoption {
    private final StarRocksTable existing;
    private final Function<String, StarRocksType> values;
    private final ColumnChanges changes;

    /**
     * @param values the type of a column of the source, by its name, if it were none of the key
     * @param stamp of this moment
     */
    TableAdoption(
            StarRocksTable existing,
            Function<String, StarRocksType> values,
            TypeConflictPolicy onTypeConflict,
            String stamp) {
        this.existing = existing;
        this.values = values;
        this.changes =
                new ColumnChanges(
                        existing, TextSlack.THREE_BYTES_PER_CHARACTER, onTypeConflict, stamp);
    }

    /**
     * @throws SchemaConflictException naming every difference that cannot be mended
     */
    SchemaChangePlan plan(StarRocksTable needed) {
        if (needed.keyModel() == KeyModel.DUPLICATE) {
            compareModels(needed);
        } else {
            compareKeys(needed);
        }
        for (StarRocksColumn column : needed.columns()) {
            if (needed.keyModel() == KeyModel.DUPLICATE) {
                changes.require(column);
            } else if (existing.isKey(column.name())) {
                changes.requireKey(column, values.apply(column.name()));
            } else if (!needed.isKey(column.name()) || existing.column(column.name()).isPresent()) {
                changes.require(column);
            }
        }
        refuseForeignNotNull(needed);
        return changes.toPlan();
    }

    /** What rows are sorted by makes no difference to them. */
    private void compareModels(StarRocksTable needed) {
        if (existing.keyModel() != needed.keyModel()) {
            changes.obstruct(
                    "it is a "
                            + existing.keyModel()
                            + " KEY table, and its source has no primary key; name the columns of"
                            + " its key in 'table.rules.<name>.unique-key'");
        }
    }

    private void compareKeys(StarRocksTable needed) {
        if (existing.keyModel() != KeyModel.PRIMARY) {
            changes.obstruct(
                    "it is a "
                            + existing.keyModel()
                            + " KEY table, and only PRIMARY KEY tables take updates and deletes");
        }
        if (!lowerCase(existing.keyColumns()).equals(lowerCase(needed.keyColumns()))) {
            changes.obstruct(
                    "its key is "
                            + existing.keyColumns()
                            + ", and the source needs "
                            + needed.keyColumns());
        }
    }

    /** A column that the loads do not name gets its default. */
    private void refuseForeignNotNull(StarRocksTable needed) {
        for (StarRocksColumn column : existing.columns()) {
            boolean isKeyCompared =
                    needed.keyModel() != KeyModel.DUPLICATE && existing.isKey(column.name());
            boolean foreign =
                    needed.column(column.name()).isEmpty()
                            && !isKeyCompared
                            && !Remnant.isRemnant(column.name());
            if (foreign && !column.isNullable() && column.defaultValue().isEmpty()) {
                changes.obstruct(
                        "column "
                                + column.name()
                                + " is NOT NULL without a default, and the source has no values for"
                                + " it");
            }
        }
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.toList());
    }
}
