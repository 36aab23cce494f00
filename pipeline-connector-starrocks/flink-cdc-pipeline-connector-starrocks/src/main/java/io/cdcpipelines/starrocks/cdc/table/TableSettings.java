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

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * What the user wants of a table: an immutable value. A setting that nobody made is absent, so that
 * settings of several places can be laid over each other.
 */
public final class TableSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody said anything. */
    public static final TableSettings NONE = builder().build();

    private static final String REPLICATION_NUM = "replication_num";

    private final Integer buckets;
    private final ChosenColumns distribution;
    private final ChosenColumns order;
    private final ChosenPartitions partitions;
    private final ChosenColumns uniqueKey;
    private final WithoutPrimaryKey withoutPrimaryKey;
    private final UnappliedDeletes unappliedDeletes;
    private final TypeConflictPolicy onTypeConflict;
    private final DropTablePolicy onDropTable;
    private final DriftPolicy onDrift;
    private final MissingTypePolicy onMissingType;
    private final Boolean fillsAddedColumns;
    private final Map<String, String> properties;

    private TableSettings(Builder builder) {
        buckets = builder.buckets;
        distribution = builder.distribution;
        order = builder.order;
        partitions = builder.partitions;
        uniqueKey = builder.uniqueKey;
        withoutPrimaryKey = builder.withoutPrimaryKey;
        unappliedDeletes = builder.unappliedDeletes;
        onTypeConflict = builder.onTypeConflict;
        onDropTable = builder.onDropTable;
        onDrift = builder.onDrift;
        onMissingType = builder.onMissingType;
        fillsAddedColumns = builder.fillsAddedColumns;
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What a schema says of its table: a transform may give it partition keys and options. */
    static TableSettings ofSchema(Schema schema) {
        Builder settings = builder().properties(schema.options());
        if (!schema.partitionKeys().isEmpty()) {
            settings.partitions(
                    ChosenPartitions.byColumns("partition-keys", schema.partitionKeys()));
        }
        return settings.build();
    }

    /** Buckets of each partition, 1 or more. */
    public OptionalInt buckets() {
        return buckets == null ? OptionalInt.empty() : OptionalInt.of(buckets);
    }

    /** The columns whose hash chooses the bucket of a row. */
    public Optional<ChosenColumns> distribution() {
        return Optional.ofNullable(distribution);
    }

    /** The columns by which rows are sorted in storage. */
    public Optional<ChosenColumns> order() {
        return Optional.ofNullable(order);
    }

    public Optional<ChosenPartitions> partitions() {
        return Optional.ofNullable(partitions);
    }

    /** The columns that identify a row, in place of the key that the source declares, if any. */
    public Optional<ChosenColumns> uniqueKey() {
        return Optional.ofNullable(uniqueKey);
    }

    public WithoutPrimaryKey withoutPrimaryKey() {
        return Optional.ofNullable(withoutPrimaryKey).orElse(WithoutPrimaryKey.FAIL);
    }

    public UnappliedDeletes unappliedDeletes() {
        return Optional.ofNullable(unappliedDeletes).orElse(UnappliedDeletes.FAIL);
    }

    public TypeConflictPolicy onTypeConflict() {
        return Optional.ofNullable(onTypeConflict).orElse(TypeConflictPolicy.FAIL);
    }

    public DropTablePolicy onDropTable() {
        return Optional.ofNullable(onDropTable).orElse(DropTablePolicy.RENAME);
    }

    public DriftPolicy onDrift() {
        return Optional.ofNullable(onDrift).orElse(DriftPolicy.ADAPT);
    }

    public MissingTypePolicy onMissingType() {
        return Optional.ofNullable(onMissingType).orElse(MissingTypePolicy.STRING);
    }

    /** Whether rows that are there get the default of a column that is added, and not NULL. */
    public boolean fillsAddedColumns() {
        return Optional.ofNullable(fillsAddedColumns).orElse(true);
    }

    /** Of {@code PROPERTIES (...)}, by their StarRocks names. */
    public Map<String, String> properties() {
        return properties;
    }

    public boolean choosesReplicationNum() {
        return properties.containsKey(REPLICATION_NUM);
    }

    /** The number of replicas that is chosen, or 0. */
    public int replicas() {
        String chosen = properties.getOrDefault(REPLICATION_NUM, "").trim();
        return chosen.matches("[0-9]{1,4}") ? Integer.parseInt(chosen) : 0;
    }

    /** The same, with a number of replicas where none is chosen. */
    public TableSettings withReplicasIfNotChosen(int count) {
        return over(builder().properties(Map.of(REPLICATION_NUM, Integer.toString(count))).build());
    }

    /** These settings, and those of {@code lower} where there is none here. */
    TableSettings over(TableSettings lower) {
        Map<String, String> all = new LinkedHashMap<>(lower.properties);
        all.putAll(properties);
        Builder both = builder().properties(all);
        both.buckets = first(buckets, lower.buckets);
        both.distribution = first(distribution, lower.distribution);
        both.order = first(order, lower.order);
        both.partitions = first(partitions, lower.partitions);
        both.uniqueKey = first(uniqueKey, lower.uniqueKey);
        both.withoutPrimaryKey = first(withoutPrimaryKey, lower.withoutPrimaryKey);
        both.unappliedDeletes = first(unappliedDeletes, lower.unappliedDeletes);
        both.onTypeConflict = first(onTypeConflict, lower.onTypeConflict);
        both.onDropTable = first(onDropTable, lower.onDropTable);
        both.onDrift = first(onDrift, lower.onDrift);
        both.onMissingType = first(onMissingType, lower.onMissingType);
        both.fillsAddedColumns = first(fillsAddedColumns, lower.fillsAddedColumns);
        return both.build();
    }

    private static <T> T first(T upper, T lower) {
        return upper == null ? lower : upper;
    }

    /** Collects what was said. */
    public static final class Builder {
        private Integer buckets;
        private ChosenColumns distribution;
        private ChosenColumns order;
        private ChosenPartitions partitions;
        private ChosenColumns uniqueKey;
        private WithoutPrimaryKey withoutPrimaryKey;
        private UnappliedDeletes unappliedDeletes;
        private TypeConflictPolicy onTypeConflict;
        private DropTablePolicy onDropTable;
        private DriftPolicy onDrift;
        private MissingTypePolicy onMissingType;
        private Boolean fillsAddedColumns;
        private Map<String, String> properties = Map.of();

        private Builder() {}

        /**
         * @param count 1 or more; servers before 2.5.7 do not choose one themselves
         */
        public Builder buckets(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("A table has 1 or more buckets, got " + count);
            }
            buckets = count;
            return this;
        }

        public Builder distribution(ChosenColumns columns) {
            distribution = Objects.requireNonNull(columns, "columns");
            return this;
        }

        public Builder order(ChosenColumns columns) {
            order = Objects.requireNonNull(columns, "columns");
            return this;
        }

        public Builder partitions(ChosenPartitions chosen) {
            partitions = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        public Builder uniqueKey(ChosenColumns columns) {
            uniqueKey = Objects.requireNonNull(columns, "columns");
            return this;
        }

        public Builder withoutPrimaryKey(WithoutPrimaryKey choice) {
            withoutPrimaryKey = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder unappliedDeletes(UnappliedDeletes choice) {
            unappliedDeletes = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder onTypeConflict(TypeConflictPolicy choice) {
            onTypeConflict = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder onDropTable(DropTablePolicy choice) {
            onDropTable = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder onDrift(DriftPolicy choice) {
            onDrift = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder onMissingType(MissingTypePolicy choice) {
            onMissingType = Objects.requireNonNull(choice, "choice");
            return this;
        }

        public Builder fillsAddedColumns(boolean choice) {
            fillsAddedColumns = choice;
            return this;
        }

        public Builder properties(Map<String, String> newProperties) {
            properties = Objects.requireNonNull(newProperties, "newProperties");
            return this;
        }

        public TableSettings build() {
            return new TableSettings(this);
        }
    }
}
