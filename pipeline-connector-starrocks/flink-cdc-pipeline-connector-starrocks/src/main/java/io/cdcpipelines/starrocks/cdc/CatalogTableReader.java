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

package io.cdcpipelines.starrocks.cdc;

import io.cdcpipelines.starrocks.cdc.sink.TableReader;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.Optional;

/** Reads tables over the MySQL protocol, each with a connection of its own. Immutable. */
final class CatalogTableReader implements TableReader {
    private static final long serialVersionUID = 1L;

    private final JdbcConfig config;

    CatalogTableReader(JdbcConfig config) {
        this.config = config;
    }

    @Override
    public Optional<StarRocksTable> read(TablePath path) throws IOException {
        try (StarRocksCatalog catalog = new JdbcStarRocksCatalog(config)) {
            return catalog.table(path);
        } catch (StarRocksCatalogException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
