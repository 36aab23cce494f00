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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import java.util.List;

/** What a statement answers: an OK packet or a result set. */
public sealed interface StatementResult {

    record Ok(long affectedRows) implements StatementResult {}

    /** Rows hold the value classes of {@link DataType}, or null. */
    record Rows(List<ResultColumn> columns, List<Object[]> rows) implements StatementResult {}

    record ResultColumn(String label, DataType type) {}
}
