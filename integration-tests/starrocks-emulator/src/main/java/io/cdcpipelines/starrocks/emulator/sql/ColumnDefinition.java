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
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import java.util.Optional;

/**
 * A column as CREATE TABLE and ALTER TABLE define it.
 *
 * @param type empty for a type that the grammar knows and no column can have; its limits are not
 *     checked yet
 * @param typeName the type as written, for errors
 * @param isNullable empty where neither NULL nor NOT NULL is written
 * @param generated the expression of a generated column, as written
 */
public record ColumnDefinition(
        String name,
        Optional<DataType> type,
        String typeName,
        Optional<String> charset,
        boolean isKey,
        Optional<String> aggregation,
        Optional<Boolean> isNullable,
        boolean isAutoIncrement,
        Optional<String> generated,
        DefaultValue defaultValue,
        String comment,
        Span span) {

    public ColumnDefinition withoutAggregation() {
        return new ColumnDefinition(
                name,
                type,
                typeName,
                charset,
                isKey,
                Optional.empty(),
                isNullable,
                isAutoIncrement,
                generated,
                defaultValue,
                comment,
                span);
    }
}
