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

package io.cdcpipelines.starrocks.emulator.alter;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an ALTER TABLE makes of a table's definition.
 *
 * @param columns all columns afterwards
 * @param sortKey the new sort key, if it changes
 * @param timeout after which a job gives up
 */
public record SchemaChange(List<Column> columns, Optional<List<String>> sortKey, Duration timeout) {
    public SchemaChange {
        columns = List.copyOf(columns);
    }
}
