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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.HashSet;
import java.util.List;

/** Which columns ALTER TABLE ... ORDER BY may name. Thread-safe. */
final class SortKeyRules {

    private SortKeyRules() {}

    static void check(KeysModel model, Column column) throws SqlError {
        if (model == KeysModel.PRIMARY_KEYS && !TypeRules.canBePrimaryKey(column.type())) {
            throw SqlErrors.general(
                    "Sort key column["
                            + column.name()
                            + "] type not supported: "
                            + TypeNames.inErrors(column.type())
                            + " in PrimaryKey table");
        }
        if (model == KeysModel.DUP_KEYS && !TypeRules.canBeKey(column.type())) {
            throw SqlErrors.general(
                    "Sort key column["
                            + column.name()
                            + "] type not supported: "
                            + TypeNames.declared(column.type()));
        }
    }

    /** Where rows of one key are merged by reading, they have to be sorted by exactly that key. */
    static void checkCovers(KeysModel model, List<Column> columns, List<Column> sorted)
            throws SqlError {
        boolean mustBeKey = model == KeysModel.AGG_KEYS || model == KeysModel.UNIQUE_KEYS;
        List<Column> keys = columns.stream().filter(Column::isKey).toList();
        if (mustBeKey && !new HashSet<>(keys).equals(new HashSet<>(sorted))) {
            throw SqlErrors.general(
                    "The sort columns of "
                            + ModelNames.sql(model)
                            + " table must be same with key columns");
        }
    }
}
