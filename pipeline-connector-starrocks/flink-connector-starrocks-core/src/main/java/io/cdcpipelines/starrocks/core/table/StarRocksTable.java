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

package io.cdcpipelines.starrocks.core.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The definition of a StarRocks table, either as it shall be created or as it was read back: an
 * immutable value.
 */
public final class StarRocksTable {
    private final TablePath path;
    private final List<StarRocksColumn> columns;
    private final KeyModel keyModel;
    private final List<String> keyColumns;
    private final String comment;
    private final Optional<Partitioning> partitioning;
    private final List<String> distributionColumns;
    private final OptionalInt buckets;
    private final List<String> sortColumns;
    private final Map<String, String> properties;

    private StarRocksTable(Builder builder) {
        path = builder.path;
        columns = List.copyOf(builder.columns);
        keyModel = builder.keyModel;
        keyColumns = List.copyOf(builder.keyColumns);
        comment = builder.comment;
        partitioning = builder.partitioning;
        distributionColumns = List.copyOf(builder.distributionColumns);
        buckets = builder.buckets;
        sortColumns = List.copyOf(builder.sortColumns);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    public static Builder builder(TablePath path) {
        return new Builder(path);
    }

    public TablePath path() {
        return path;
    }

    public List<StarRocksColumn> columns() {
        return columns;
    }

    public KeyModel keyModel() {
        return keyModel;
    }

    /** The names of the key columns, in their order. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** Empty if there is none. */
    public String comment() {
        return comment;
    }

    /** Empty where the table is not partitioned; not known of a table that was read back. */
    public Optional<Partitioning> partitioning() {
        return partitioning;
    }

    /**
     * The columns whose hash chooses the bucket of a row; empty where the server decides, and of a
     * table that was read back.
     */
    public List<String> distributionColumns() {
        return distributionColumns;
    }

    /** How many buckets each partition has; empty where the server decides. */
    public OptionalInt buckets() {
        return buckets;
    }

    /**
     * The columns that rows are sorted by in storage; empty where the key says it, and of a table
     * that was read back.
     */
    public List<String> sortColumns() {
        return sortColumns;
    }

    public Map<String, String> properties() {
        return properties;
    }

    /** The column of that name; the server does not distinguish case in column names. */
    public Optional<StarRocksColumn> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    public boolean isKey(String column) {
        return keyColumns.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The same table, where every column takes NULL that is not part of a primary key. */
    public StarRocksTable withNullableValues() {
        boolean mayKeyBeNull = keyModel == KeyModel.DUPLICATE;
        Builder builder = new Builder(this);
        columns.forEach(c -> builder.column(isKey(c.name()) && !mayKeyBeNull ? c : c.asNullable()));
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof StarRocksTable)) {
            return false;
        }
        StarRocksTable that = (StarRocksTable) other;
        return path.equals(that.path)
                && columns.equals(that.columns)
                && keyModel == that.keyModel
                && keyColumns.equals(that.keyColumns)
                && comment.equals(that.comment)
                && partitioning.equals(that.partitioning)
                && distributionColumns.equals(that.distributionColumns)
                && buckets.equals(that.buckets)
                && sortColumns.equals(that.sortColumns)
                && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                path,
                columns,
                keyModel,
                keyColumns,
                comment,
                partitioning,
                distributionColumns,
                buckets,
                sortColumns,
                properties);
    }

    @Override
    public String toString() {
        return path + " " + columns + " " + keyModel + " KEY" + keyColumns;
    }

    /** Collects the parts of a table; columns come in the order in which they are added. */
    public static final class Builder {
        private final TablePath path;
        private final List<StarRocksColumn> columns = new ArrayList<>();
        private KeyModel keyModel = KeyModel.PRIMARY;
        private List<String> keyColumns = List.of();
        private String comment = "";
        private Optional<Partitioning> partitioning = Optional.empty();
        private List<String> distributionColumns = List.of();
        private OptionalInt buckets = OptionalInt.empty();
        private List<String> sortColumns = List.of();
        private Map<String, String> properties = Map.of();

        private Builder(TablePath path) {
            this.path = Objects.requireNonNull(path, "path");
        }

        /** Starts with everything of a table but its columns. */
        private Builder(StarRocksTable table) {
            path = table.path;
            keyModel = table.keyModel;
            keyColumns = table.keyColumns;
            comment = table.comment;
            partitioning = table.partitioning;
            distributionColumns = table.distributionColumns;
            buckets = table.buckets;
            sortColumns = table.sortColumns;
            properties = table.properties;
        }

        public Builder column(StarRocksColumn column) {
            columns.add(column);
            return this;
        }

        public Builder columns(List<StarRocksColumn> newColumns) {
            columns.addAll(newColumns);
            return this;
        }

        public Builder primaryKey(List<String> names) {
            return key(KeyModel.PRIMARY, names);
        }

        public Builder key(KeyModel model, List<String> names) {
            keyModel = Objects.requireNonNull(model, "model");
            keyColumns = List.copyOf(names);
            return this;
        }

        public Builder comment(String newComment) {
            comment = Objects.requireNonNull(newComment, "comment");
            return this;
        }

        public Builder partitioning(Partitioning newPartitioning) {
            partitioning = Optional.of(newPartitioning);
            return this;
        }

        public Builder distributionColumns(List<String> names) {
            distributionColumns = names;
            return this;
        }

        public Builder sortColumns(List<String> names) {
            sortColumns = names;
            return this;
        }

        public Builder buckets(int count) {
            buckets = OptionalInt.of(count);
            return this;
        }

        public Builder properties(Map<String, String> newProperties) {
            properties = newProperties;
            return this;
        }

        /**
         * @throws IllegalArgumentException if there is no column, or a key column is not among the
         *     columns
         */
        public StarRocksTable build() {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("Table " + path + " has no columns");
            }
            for (String key : keyColumns) {
                if (columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(key))) {
                    throw new IllegalArgumentException(
                            "Key column " + key + " is not a column of table " + path);
                }
            }
            return new StarRocksTable(this);
        }
    }
}
