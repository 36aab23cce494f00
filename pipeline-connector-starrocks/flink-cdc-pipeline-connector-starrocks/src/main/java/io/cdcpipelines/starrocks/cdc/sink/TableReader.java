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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Shows how tables are at the moment. Blocking; any thread may call it. */
@FunctionalInterface
public interface TableReader extends Serializable {

    /** The table as it is now; empty if there is none. */
    Optional<StarRocksTable> read(TablePath path) throws IOException;
}
