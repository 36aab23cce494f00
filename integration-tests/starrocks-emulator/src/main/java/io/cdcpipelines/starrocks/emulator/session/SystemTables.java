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

package io.cdcpipelines.starrocks.emulator.session;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.util.List;
import java.util.Optional;

/** The tables of information_schema, as far as SHOW and DESC speak of them. Thread-safe. */
public interface SystemTables {
    /** In the order of their names. */
    List<String> names();

    /** The columns of a table, whose name may be in any case. */
    Optional<List<Column>> columns(Session session, String table) throws SqlError;

    /** Where there is no information_schema to be asked. */
    static SystemTables none() {
        return new SystemTables() {
            @Override
            public List<String> names() {
                return List.of();
            }

            @Override
            public Optional<List<Column>> columns(Session session, String table) {
                return Optional.empty();
            }
        };
    }
}
