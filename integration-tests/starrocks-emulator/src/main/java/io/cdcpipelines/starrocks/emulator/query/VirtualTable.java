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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Collects the columns and rows of a table of information_schema. For one thread. */
final class VirtualTable {
    private static final DataType TEXT = DataType.sized(TypeKind.VARCHAR, 65533);
    private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
    private static final DataType DATETIME = DataType.of(TypeKind.DATETIME);

    private final List<QueryTable.Field> fields = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    VirtualTable texts(String... names) {
        return columns(TEXT, names);
    }

    VirtualTable bigints(String... names) {
        return columns(BIGINT, names);
    }

    VirtualTable datetimes(String... names) {
        return columns(DATETIME, names);
    }

    private VirtualTable columns(DataType type, String... names) {
        for (String name : names) {
            fields.add(new QueryTable.Field(name, type));
        }
        return this;
    }

    VirtualTable row(Object... values) {
        if (values.length != fields.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + fields.size() + " columns");
        }
        rows.add(values);
        return this;
    }

    QueryTable build() {
        return new QueryTable(fields, rows);
    }
}
