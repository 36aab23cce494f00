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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.cdc.type.DefaultValues;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;

/** Says what a CDC schema is in StarRocks. Pure: the same schema always gives the same table. */
final class TablePlanner {
    private final TypeMappings types;
    private final TableOptions options;

    TablePlanner(TypeMappings types, TableOptions options) {
        this.types = types;
        this.options = options;
    }

    TablePlanner withReplicationNum(int count) {
        return new TablePlanner(types, options.withReplicationNum(count));
    }

    boolean choosesReplicationNum() {
        return options.choosesReplicationNum();
    }

    /**
     * The table for a schema: key columns first in the order of the key, the others in theirs.
     *
     * @param warnings takes what is not as in the source
     * @throws SchemaConflictException if the schema cannot be a primary key table
     */
    StarRocksTable table(TablePath path, Schema schema, Consumer<String> warnings) {
        List<String> keys = schema.primaryKeys();
        if (keys.isEmpty()) {
            throw new SchemaConflictException(
                    path,
                    "its source has no primary key, so that updates and deletes could not be"
                            + " applied; give it one in the source, name one in a transform"
                            + " (primary-keys), or leave the table out of 'tables'");
        }
        List<StarRocksColumn> columns = new ArrayList<>();
        for (String key : keys) {
            columns.add(
                    schema.getColumn(key)
                            .map(column -> keyColumn(path, column))
                            .orElseThrow(() -> missingKey(path, key)));
        }
        for (Column column : schema.getColumns()) {
            if (!keys.contains(column.getName())) {
                columns.add(valueColumn(path, column, warnings));
            }
        }
        StarRocksTable.Builder table =
                StarRocksTable.builder(path)
                        .columns(columns)
                        .primaryKey(keys)
                        .comment(textOrEmpty(schema.comment()))
                        .properties(options.properties());
        options.buckets().ifPresent(table::buckets);
        return table.build();
    }

    private static SchemaConflictException missingKey(TablePath path, String key) {
        return new SchemaConflictException(
                path, "its primary key names column " + key + ", which it does not have");
    }

    /** A key column is in every row, so that it needs no default. */
    private StarRocksColumn keyColumn(TablePath path, Column column) {
        return keyColumnOf(path, column.getName(), column.getType())
                .withComment(textOrEmpty(column.getComment()));
    }

    /** A column that is not part of the key, with the default that StarRocks accepts, if any. */
    StarRocksColumn valueColumn(TablePath path, Column column, Consumer<String> warnings) {
        StarRocksColumn planned =
                valueColumnOf(path, column.getName(), column.getType())
                        .withComment(textOrEmpty(column.getComment()));
        StarRocksType type = planned.type();
        String expression = column.getDefaultValueExpression();
        if (expression == null) {
            return planned;
        }
        Optional<ColumnDefault> value = DefaultValues.translate(column.getType(), type, expression);
        if (value.isEmpty()) {
            warnings.accept(
                    "Column "
                            + column.getName()
                            + " of table "
                            + path
                            + " has no default in StarRocks: a "
                            + type
                            + " column does not take "
                            + ColumnDefault.literal(expression));
            return planned;
        }
        return planned.withDefault(value.get());
    }

    /** A value column that comes into a table with rows: they hold what MySQL gives them. */
    StarRocksColumn addedColumn(TablePath path, Column column, Consumer<String> warnings) {
        StarRocksColumn planned = valueColumn(path, column, warnings);
        if (column.getType().isNullable() || column.getDefaultValueExpression() != null) {
            return planned;
        }
        return DefaultValues.implicit(column.getType(), planned.type())
                .map(planned::withDefault)
                .orElse(planned);
    }

    /** A key column of that type, without default and comment. */
    StarRocksColumn keyColumnOf(TablePath path, String name, DataType type) {
        return StarRocksColumn.of(name, keyType(path, name, type)).asNotNull();
    }

    /** A column of that type which is not part of the key, without default and comment. */
    StarRocksColumn valueColumnOf(TablePath path, String name, DataType type) {
        StarRocksColumn column = StarRocksColumn.of(name, valueType(path, name, type));
        return type.isNullable() ? column : column.asNotNull();
    }

    /** The type of a column, by its name, if it were none of the key. */
    Function<String, StarRocksType> valueTypes(Schema schema) {
        return name -> types.value(schema.getColumn(name).orElseThrow().getType()).type();
    }

    private StarRocksType keyType(TablePath path, String column, DataType type) {
        try {
            return types.key(type).type();
        } catch (IllegalArgumentException e) {
            throw new SchemaConflictException(path, "column " + column + ": " + e.getMessage());
        }
    }

    private StarRocksType valueType(TablePath path, String column, DataType type) {
        try {
            return types.value(type).type();
        } catch (IllegalArgumentException e) {
            throw new SchemaConflictException(path, "column " + column + ": " + e.getMessage());
        }
    }

    private static String textOrEmpty(String text) {
        return text == null ? "" : text;
    }
}
