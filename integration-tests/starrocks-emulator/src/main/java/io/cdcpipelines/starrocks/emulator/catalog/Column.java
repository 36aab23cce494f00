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

package io.cdcpipelines.starrocks.emulator.catalog;

import java.util.Optional;

/**
 * A column as the frontend keeps it.
 *
 * @param name the logical name, in the case it was written
 * @param columnId the name it was created under; RENAME COLUMN changes only {@code name}
 * @param aggregation the aggregate function of a value column, empty in primary and duplicate key
 *     tables
 */
public record Column(
        String name,
        String columnId,
        DataType type,
        boolean isKey,
        boolean isNullable,
        boolean isAutoIncrement,
        Optional<String> aggregation,
        DefaultValue defaultValue,
        String comment) {

    Column renamed(String newName) {
        return new Column(
                newName,
                columnId,
                type,
                isKey,
                isNullable,
                isAutoIncrement,
                aggregation,
                defaultValue,
                comment);
    }

    Column commented(String newComment) {
        return new Column(
                name,
                columnId,
                type,
                isKey,
                isNullable,
                isAutoIncrement,
                aggregation,
                defaultValue,
                newComment);
    }
}
