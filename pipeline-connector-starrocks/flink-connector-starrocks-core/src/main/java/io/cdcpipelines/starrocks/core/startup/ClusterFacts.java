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

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.load.ServerReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a cluster said when it was asked. Immutable; what nobody said, or the user may not see, is
 * absent.
 */
public final class ClusterFacts {
    private final List<ServerReport> loadPorts;
    private final List<ServerReport> backends;
    private final List<ServerReport> queryPorts;
    // Absent ones are null: this class keeps them to itself.
    private final ServerVersion version;
    private final Grants grants;
    private final int backendsAlive;
    private final Map<String, Long> settings;
    private final Map<String, Integer> tables;

    private ClusterFacts(Builder builder) {
        loadPorts = List.copyOf(builder.loadPorts);
        backends = List.copyOf(builder.backends);
        queryPorts = List.copyOf(builder.queryPorts);
        version = builder.version;
        grants = builder.grants;
        backendsAlive = builder.backendsAlive;
        settings = Map.copyOf(builder.settings);
        tables = new LinkedHashMap<>(builder.tables);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The HTTP ports of frontends. */
    List<ServerReport> loadPorts() {
        return loadPorts;
    }

    /** The HTTP ports of backends that frontends named. */
    List<ServerReport> backends() {
        return backends;
    }

    /** The MySQL ports of frontends. */
    List<ServerReport> queryPorts() {
        return queryPorts;
    }

    Optional<ServerVersion> version() {
        return Optional.ofNullable(version);
    }

    Optional<Grants> grants() {
        return Optional.ofNullable(grants);
    }

    OptionalInt backendsAlive() {
        return backendsAlive > 0 ? OptionalInt.of(backendsAlive) : OptionalInt.empty();
    }

    /** A setting of the frontends. */
    OptionalLong setting(String key) {
        Long value = settings.get(key);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Databases with the number of their tables. */
    Map<String, Integer> tables() {
        return new LinkedHashMap<>(tables);
    }

    /** Collects facts; used by one thread. */
    public static final class Builder {
        private List<ServerReport> loadPorts = List.of();
        private List<ServerReport> backends = List.of();
        private List<ServerReport> queryPorts = List.of();
        private ServerVersion version;
        private Grants grants;
        private int backendsAlive;
        private final Map<String, Long> settings = new LinkedHashMap<>();
        private final Map<String, Integer> tables = new LinkedHashMap<>();

        private Builder() {}

        public Builder loadPorts(List<ServerReport> value) {
            loadPorts = value;
            return this;
        }

        public Builder backends(List<ServerReport> value) {
            backends = value;
            return this;
        }

        public Builder queryPorts(List<ServerReport> value) {
            queryPorts = value;
            return this;
        }

        public Builder version(ServerVersion value) {
            version = Objects.requireNonNull(value, "version");
            return this;
        }

        public Builder grants(List<String> statements) {
            grants = Grants.parse(statements);
            return this;
        }

        public Builder backendsAlive(int value) {
            backendsAlive = value;
            return this;
        }

        public Builder setting(String key, long value) {
            settings.put(key, value);
            return this;
        }

        public Builder tables(String database, int count) {
            tables.put(database, count);
            return this;
        }

        public ClusterFacts build() {
            return new ClusterFacts(this);
        }
    }
}
