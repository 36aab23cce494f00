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

package io.cdcpipelines.starrocks.core.startup;

import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a pipeline asks of a cluster, as far as start-up checks look at it. Immutable. */
public final class PipelineSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How loads reach their table. */
    public enum Loads {
        SINGLE,
        TRANSACTIONS,
        PREPARED_TRANSACTIONS
    }

    /** How many writers have rows of one table. */
    public enum Spread {
        ONE_WRITER_PER_TABLE,
        ALL_WRITERS
    }

    /** What happens where StarRocks cannot change a type. */
    public enum TypeConflicts {
        REFUSED,
        IN_A_NEW_COLUMN
    }

    private final Builder values;

    private PipelineSettings(Builder values) {
        this.values = new Builder(values);
    }

    public static Builder builder(
            ConnectionConfig connection, JdbcConfig jdbc, LoadConfig load, RetryPolicy retry) {
        return new Builder(connection, jdbc, load, retry);
    }

    /** The same for a job of which more is known. */
    public Builder but() {
        return new Builder(values);
    }

    ConnectionConfig connection() {
        return values.connection;
    }

    JdbcConfig jdbc() {
        return values.jdbc;
    }

    LoadConfig load() {
        return values.load;
    }

    RetryPolicy retry() {
        return values.retry;
    }

    boolean hasTransactions() {
        return values.loads != Loads.SINGLE;
    }

    boolean isExactlyOnce() {
        return values.loads == Loads.PREPARED_TRANSACTIONS;
    }

    int writers() {
        return values.writers;
    }

    int writersPerTable() {
        return values.spread == Spread.ALL_WRITERS ? values.writers : 1;
    }

    boolean usesNewColumns() {
        return values.typeConflicts == TypeConflicts.IN_A_NEW_COLUMN;
    }

    /** Replicas that the user asked for, the most of them where tables differ. */
    OptionalInt replicas() {
        return values.replicas > 0 ? OptionalInt.of(values.replicas) : OptionalInt.empty();
    }

    Duration schemaChangeTimeout() {
        return values.schemaChangeTimeout;
    }

    /** How long the framework waits for a schema change. */
    Optional<Duration> rpcTimeout() {
        return Optional.ofNullable(values.rpcTimeout);
    }

    /** Absent if it is not known whether there are checkpoints. */
    Optional<CheckpointTimes> checkpoints() {
        return Optional.ofNullable(values.checkpoints);
    }

    /** Collects settings; used by one thread. */
    public static final class Builder implements Serializable {
        private static final long serialVersionUID = 1L;

        private final ConnectionConfig connection;
        private final JdbcConfig jdbc;
        private final LoadConfig load;
        private final RetryPolicy retry;
        private Loads loads = Loads.TRANSACTIONS;
        private int writers = 1;
        private Spread spread = Spread.ONE_WRITER_PER_TABLE;
        private TypeConflicts typeConflicts = TypeConflicts.REFUSED;
        private int replicas;
        private Duration schemaChangeTimeout = Duration.ofMinutes(30);
        // Not Optionals: those cannot be serialized.
        private Duration rpcTimeout;
        private CheckpointTimes checkpoints;

        private Builder(
                ConnectionConfig connection, JdbcConfig jdbc, LoadConfig load, RetryPolicy retry) {
            this.connection = Objects.requireNonNull(connection, "connection");
            this.jdbc = Objects.requireNonNull(jdbc, "jdbc");
            this.load = Objects.requireNonNull(load, "load");
            this.retry = Objects.requireNonNull(retry, "retry");
        }

        private Builder(Builder other) {
            this(other.connection, other.jdbc, other.load, other.retry);
            loads = other.loads;
            writers = other.writers;
            spread = other.spread;
            typeConflicts = other.typeConflicts;
            replicas = other.replicas;
            schemaChangeTimeout = other.schemaChangeTimeout;
            rpcTimeout = other.rpcTimeout;
            checkpoints = other.checkpoints;
        }

        /** Default {@link Loads#TRANSACTIONS}. */
        public Builder loads(Loads value) {
            loads = Objects.requireNonNull(value, "loads");
            return this;
        }

        /** Default 1. */
        public Builder writers(int value) {
            writers = value;
            return this;
        }

        /** Default {@link Spread#ONE_WRITER_PER_TABLE}. */
        public Builder spread(Spread value) {
            spread = Objects.requireNonNull(value, "spread");
            return this;
        }

        /** Default {@link TypeConflicts#REFUSED}. */
        public Builder typeConflicts(TypeConflicts value) {
            typeConflicts = Objects.requireNonNull(value, "typeConflicts");
            return this;
        }

        /** Default 0: the user did not ask for a number. */
        public Builder replicas(int value) {
            replicas = value;
            return this;
        }

        /** Default 30 min. */
        public Builder schemaChangeTimeout(Duration value) {
            schemaChangeTimeout = Objects.requireNonNull(value, "schemaChangeTimeout");
            return this;
        }

        /** Default: not known. */
        public Builder rpcTimeout(Duration value) {
            rpcTimeout = Objects.requireNonNull(value, "rpcTimeout");
            return this;
        }

        /** Default: not known. */
        public Builder checkpoints(CheckpointTimes value) {
            checkpoints = Objects.requireNonNull(value, "checkpoints");
            return this;
        }

        public PipelineSettings build() {
            return new PipelineSettings(this);
        }
    }
}
