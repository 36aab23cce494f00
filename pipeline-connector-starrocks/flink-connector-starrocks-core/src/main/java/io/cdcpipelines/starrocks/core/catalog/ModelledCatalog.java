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

import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Executes nothing: statements change a model of the tables that another catalog reads, so that
 * what comes next finds them done. Used by one thread; the model may be shared.
 */
public final class ModelledCatalog implements StarRocksCatalog {
    private final StarRocksCatalog server;
    private final CatalogModel model;

    /**
     * @param server is only read, and closed with this catalog
     */
    public ModelledCatalog(StarRocksCatalog server, CatalogModel model) {
        this.server = Objects.requireNonNull(server, "server");
        this.model = Objects.requireNonNull(model, "model");
    }

    @Override
    public boolean databaseExists(String database) {
        return model.hasDatabase(database) || server.databaseExists(database);
    }

    @Override
    public Optional<StarRocksTable> table(TablePath path) {
        Optional<StarRocksTable> table = model.table(path, server::table);
        // So that the statements that follow change the table that was planned with.
        model.remember(path, table);
        return table;
    }

    @Override
    public void execute(SqlStatement statement) {
        statement.applyTo(model);
    }

    @Override
    public void executeWithin(Duration limit, SqlStatement statement) {
        statement.applyTo(model);
    }

    @Override
    public ServerVersion serverVersion() {
        return server.serverVersion();
    }

    /** Nothing was executed that could be waited for. */
    @Override
    public List<AlterJob> alterJobs(TablePath path) {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
