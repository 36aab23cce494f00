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

package io.cdcpipelines.starrocks.emulator.sql;

import java.util.List;
import java.util.Optional;

/** A table as a statement names it; without a database the session's is meant. */
public record TableName(Optional<String> database, String table) {

    /**
     * @param parts one name, or database and table, or catalog, database and table
     */
    static TableName of(List<String> parts) {
        int size = parts.size();
        return new TableName(
                size == 1 ? Optional.empty() : Optional.of(parts.get(size - 2)),
                parts.get(size - 1));
    }
}
