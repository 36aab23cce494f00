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
import io.cdcpipelines.starrocks.core.catalog.CatalogModel;
import io.cdcpipelines.starrocks.core.catalog.ModelledCatalog;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;

/**
 * Says what a sequence of schema changes would do in StarRocks. Reads the tables that are there and
 * writes nothing; each event finds the ones before it done. Used by one thread.
 */
public final class DryRun {
    /** Nothing is waited for but a frontend that does not answer. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final SchemaChangeExecution execution;
    private final Steps steps = new Steps();

    public DryRun(CatalogFactory catalogs, TypeMappings types, TableRules rules) {
        this(catalogs, types, rules, Clock.systemUTC());
    }

    DryRun(CatalogFactory catalogs, TypeMappings types, TableRules rules, Clock clock) {
        this.execution = execution(catalogs, types, rules, clock, TIMEOUT, steps);
    }

    /** An execution that goes through all steps of a real one without changing a table. */
    static SchemaChangeExecution execution(
            CatalogFactory catalogs,
            TypeMappings types,
            TableRules rules,
            Clock clock,
            Duration timeout,
            ChangeJournal journal) {
        CatalogModel model = new CatalogModel();
        return new SchemaChangeExecution(
                () -> modelled(catalogs.open(), model),
                new SchemaChangePlanner(new TablePlanner(types, rules), rules::of, clock),
                new AlterAwaiter(clock, Sleeper.system()),
                clock,
                timeout,
                journal);
    }

    private static StarRocksCatalog modelled(StarRocksCatalog server, CatalogModel model) {
        return new ModelledCatalog(server, model);
    }

    /**
     * The statements that the event would have executed, in their order.
     *
     * @throws IllegalStateException if StarRocks could not follow the event, saying why; the next
     *     event finds nothing done
     * @throws StarRocksCatalogException if the table cannot be read
     */
    public List<String> statements(SchemaChangeEvent event) {
        steps.statements.clear();
        try {
            execution.apply(event, StarRocksMetadataApplier.path(event.tableId()));
        } catch (SchemaConflictException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return List.copyOf(steps.statements);
    }

    /** What the user should know about the events so far, each text once. */
    public List<String> warnings() {
        return List.copyOf(steps.warnings);
    }

    private static final class Steps implements ChangeJournal {
        private final List<String> statements = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void warn(String warning) {
            warnings.add(warning);
        }

        @Override
        public void executed(SqlStatement statement, Duration time) {
            statements.add(statement.sql());
        }
    }
}
