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

package io.cdcpipelines.starrocks.cdc.table;

import java.util.List;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * The schema of a table with the key under which StarRocks keeps its rows: the only place that
 * decides it, so that tables and loads cannot disagree. A schema without a primary key that comes
 * from here is one of a table that keeps rows as they come. Stateless.
 */
public final class KeyedSchema {

    private KeyedSchema() {}

    /**
     * @throws IllegalArgumentException if there is no key and the settings want one, or they name
     *     one that the schema does not have; the message continues "table t cannot ...: "
     */
    public static Schema of(Schema schema, TableSettings settings) {
        if (settings.uniqueKey().isPresent()) {
            return withKey(schema, settings.uniqueKey().get().among(schema.getColumnNames()));
        }
        if (schema.primaryKeys().isEmpty()
                && settings.withoutPrimaryKey() == WithoutPrimaryKey.FAIL) {
            throw new IllegalArgumentException(
                    "its source has no primary key, so that updates and deletes could not be"
                            + " applied; name columns that identify a row in"
                            + " 'table.rules.<name>.unique-key' or in a transform (primary-keys),"
                            + " keep its rows as they come with 'table.without-primary-key:"
                            + " duplicate-key', or leave the table out of 'tables'");
        }
        return schema;
    }

    /** Whether a table keeps rows as they come, given the schema that {@link #of} gave. */
    public static boolean isAppendOnly(Schema keyed) {
        return keyed.primaryKeys().isEmpty();
    }

    private static Schema withKey(Schema schema, List<String> key) {
        return Schema.newBuilder()
                .setColumns(schema.getColumns())
                .primaryKey(key)
                .partitionKey(schema.partitionKeys())
                .options(schema.options())
                .comment(schema.comment())
                .build();
    }
}
