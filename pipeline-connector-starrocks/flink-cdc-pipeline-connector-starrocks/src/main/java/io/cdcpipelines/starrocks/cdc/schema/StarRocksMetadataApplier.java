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

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.AlterAwaiter;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.SchemaEvolveException;
import org.apache.flink.cdc.common.exceptions.UnsupportedSchemaChangeEventException;
import org.apache.flink.cdc.common.sink.MetadataApplier;

/**
 * Applies schema changes to StarRocks, each of them completely or with an exception; an event that
 * comes again does nothing. Travels to the schema coordinator. Thread-safe, although Flink CDC
 * calls it from one thread.
 */
public final class StarRocksMetadataApplier implements MetadataApplier {
    private static final long serialVersionUID = 1L;

    /** Names, because older frameworks do not have all of the constants. */
    static final Set<String> SUPPORTED =
            Set.of(
                    "CREATE_TABLE",
                    "ADD_COLUMN",
                    "DROP_COLUMN",
                    "RENAME_COLUMN",
                    "ALTER_COLUMN_TYPE",
                    "TRUNCATE_TABLE",
                    "DROP_TABLE",
                    "ALTER_TABLE_COMMENT");

    private final CatalogFactory catalogs;
    private final TypeMappings types;
    private final TableRules rules;
    private final Duration timeout;
    private final ChangeLog log;

    private Set<SchemaChangeEventType> accepted = getSupportedSchemaEvolutionTypes();
    private transient SchemaChangeExecution execution;

    /**
     * @param timeout for one schema change, until it is finished in StarRocks
     */
    public StarRocksMetadataApplier(
            CatalogFactory catalogs, TypeMappings types, TableRules rules, Duration timeout) {
        this(catalogs, types, rules, timeout, ChangeLog.OF_CHANGES);
    }

    private StarRocksMetadataApplier(
            CatalogFactory catalogs,
            TypeMappings types,
            TableRules rules,
            Duration timeout,
            ChangeLog log) {
        this.catalogs = Objects.requireNonNull(catalogs, "catalogs");
        this.types = Objects.requireNonNull(types, "types");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.log = log;
    }

    /** The same applier, which only writes into the log what it would do. */
    public StarRocksMetadataApplier dryRun() {
        return new StarRocksMetadataApplier(
                catalogs, types, rules, timeout, ChangeLog.OF_A_DRY_RUN);
    }

    /** An applier that works over the MySQL protocol of the frontends. */
    public static StarRocksMetadataApplier overJdbc(
            JdbcConfig config, TypeMappings types, TableRules rules, Duration timeout) {
        return new StarRocksMetadataApplier(
                () -> new JdbcStarRocksCatalog(config), types, rules, timeout);
    }

    @Override
    public MetadataApplier setAcceptedSchemaEvolutionTypes(Set<SchemaChangeEventType> types) {
        accepted = new HashSet<>(types);
        return this;
    }

    @Override
    public boolean acceptsSchemaEvolutionType(SchemaChangeEventType type) {
        return accepted.contains(type);
    }

    @Override
    public Set<SchemaChangeEventType> getSupportedSchemaEvolutionTypes() {
        Set<SchemaChangeEventType> supported = new HashSet<>();
        for (SchemaChangeEventType type : SchemaChangeEventType.values()) {
            if (SUPPORTED.contains(type.name())) {
                supported.add(type);
            }
        }
        return supported;
    }

    @Override
    public void applySchemaChange(SchemaChangeEvent event) {
        try {
            execution().apply(event, path(event.tableId()));
        } catch (SchemaConflictException e) {
            if (log == ChangeLog.OF_A_DRY_RUN) {
                log.warn("Dry run: the job would fail: " + e.getMessage());
                return;
            }
            throw new UnsupportedSchemaChangeEventException(event, e.getMessage(), portable(e));
        } catch (StarRocksCatalogException | IllegalArgumentException e) {
            throw new SchemaEvolveException(event, e.getMessage(), portable(e));
        }
    }

    private synchronized SchemaChangeExecution execution() {
        if (execution == null) {
            execution = log == ChangeLog.OF_A_DRY_RUN ? dryExecution() : realExecution();
        }
        return execution;
    }

    private SchemaChangeExecution dryExecution() {
        return DryRun.execution(catalogs, types, rules, Clock.systemUTC(), timeout, log);
    }

    private SchemaChangeExecution realExecution() {
        Clock clock = Clock.systemUTC();
        return new SchemaChangeExecution(
                catalogs,
                new SchemaChangePlanner(new TablePlanner(types, rules), rules::of, clock),
                new AlterAwaiter(clock, Sleeper.system()),
                clock,
                timeout,
                log);
    }

    static TablePath path(TableId id) {
        if (id.getSchemaName() == null) {
            throw new IllegalArgumentException(
                    "Table "
                            + id
                            + " has no database; name one with a route, such as 'sink-table:"
                            + " my_db."
                            + id.getTableName()
                            + "'");
        }
        return TablePath.of(id.getSchemaName(), id.getTableName());
    }

    /** The coordinator's answer is read where this connector's classes cannot be loaded. */
    private static RuntimeException portable(RuntimeException cause) {
        RuntimeException plain = new IllegalStateException(cause.getMessage());
        plain.setStackTrace(cause.getStackTrace());
        return plain;
    }

    /** Nothing stays open between two changes; Flink CDC calls this from 3.3 on. */
    public synchronized void close() {
        execution = null;
    }
}
