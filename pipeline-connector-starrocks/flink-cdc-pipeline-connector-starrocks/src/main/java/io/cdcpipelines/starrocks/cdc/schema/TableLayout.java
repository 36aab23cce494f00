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

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.ChosenPartitions;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lays a table that is to be created out as its settings say: partitions, buckets, order,
 * properties. Names what StarRocks would refuse together with the option that asks for it. Confined
 * to one call of the planner.
 */
final class TableLayout {
    private static final int MAX_SORTED = 3;

    private final TablePath path;
    private final TableSettings settings;
    private final List<StarRocksColumn> columns;
    private final List<String> names;
    private final List<String> key;
    private final List<String> obstacles = new ArrayList<>();

    /**
     * @param columns of the table
     * @param key the primary key; empty where the table has none
     */
    TableLayout(
            TablePath path,
            TableSettings settings,
            List<StarRocksColumn> columns,
            List<String> key) {
        this.path = path;
        this.settings = settings;
        this.columns = columns;
        this.names = columns.stream().map(StarRocksColumn::name).collect(Collectors.toList());
        this.key = key;
    }

    /**
     * @throws SchemaConflictException naming every setting that does not go with the table
     */
    void applyTo(StarRocksTable.Builder table) {
        table.properties(settings.properties());
        settings.buckets().ifPresent(table::buckets);
        settings.distribution()
                .map(this::distributionColumns)
                .ifPresent(table::distributionColumns);
        if (!key.isEmpty()) {
            settings.order().map(this::columnsOf).ifPresent(table::sortColumns);
        }
        settings.partitions()
                .flatMap(
                        chosen -> {
                            requireKeyColumns(chosen);
                            return accepted(() -> chosen.of(names));
                        })
                .ifPresent(table::partitioning);
        failOnObstacles();
    }

    private void failOnObstacles() {
        if (!obstacles.isEmpty()) {
            throw new SchemaConflictException(path, obstacles);
        }
    }

    /**
     * The columns that rows without a primary key are sorted by: those that the user named, or else
     * the first ones, as the server chooses where nobody does. At least one.
     *
     * @throws SchemaConflictException if rows cannot be sorted so
     */
    List<String> sortKey() {
        List<String> sorted =
                settings.order().map(this::sortableColumns).orElseGet(this::firstColumns);
        failOnObstacles();
        if (sorted.isEmpty()) {
            throw new SchemaConflictException(
                    path,
                    "StarRocks sorts the rows of a DUPLICATE KEY table, and it has no column of a"
                            + " type that can be sorted by");
        }
        return sorted;
    }

    private List<String> sortableColumns(ChosenColumns chosen) {
        List<String> sorted = columnsOf(chosen);
        for (StarRocksColumn column : columns) {
            if (sorted.contains(column.name()) && !column.type().isSortable()) {
                obstacles.add(
                        "'"
                                + chosen.option()
                                + "' names column "
                                + column.name()
                                + ", and StarRocks does not sort by "
                                + column.type());
            }
        }
        return sorted;
    }

    /** Servers keep an index of the first three, 36 bytes, which ends with a text. */
    private List<String> firstColumns() {
        List<String> first = new ArrayList<>();
        for (StarRocksColumn column : columns) {
            boolean isSortable = column.type().isSortable();
            if (isSortable) {
                first.add(column.name());
            }
            boolean isEnd = !isSortable || column.type().isText() || first.size() == MAX_SORTED;
            if (isEnd && !first.isEmpty()) {
                break;
            }
        }
        return first;
    }

    private List<String> distributionColumns(ChosenColumns chosen) {
        List<String> distributed = columnsOf(chosen);
        for (String name : distributed) {
            if (!key.isEmpty() && !key.contains(name)) {
                obstacles.add(
                        "'"
                                + chosen.option()
                                + "' names column "
                                + name
                                + ", and a primary key table is distributed by columns of its key "
                                + key);
            }
        }
        return distributed;
    }

    private void requireKeyColumns(ChosenPartitions chosen) {
        if (key.isEmpty()) {
            return;
        }
        for (String name : chosen.columnsAmong(names)) {
            if (!key.contains(name)) {
                obstacles.add(
                        "'"
                                + chosen.option()
                                + "' partitions by column "
                                + name
                                + ", and StarRocks partitions a primary key table by columns of its"
                                + " key "
                                + key
                                + "; name a key that has the column in"
                                + " 'table.rules.<name>.unique-key', or leave the partitions out");
            }
        }
    }

    private List<String> columnsOf(ChosenColumns chosen) {
        return accepted(() -> chosen.among(names)).orElse(List.of());
    }

    private <T> Optional<T> accepted(Supplier<T> choice) {
        try {
            return Optional.of(choice.get());
        } catch (IllegalArgumentException e) {
            obstacles.add(e.getMessage());
            return Optional.empty();
        }
    }
}
