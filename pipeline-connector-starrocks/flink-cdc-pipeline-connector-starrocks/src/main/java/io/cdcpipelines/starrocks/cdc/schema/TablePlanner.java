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

import io.cdcpipelines.starrocks.cdc.table.KeyedSchema;
import io.cdcpipelines.starrocks.cdc.table.MissingTypePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.DefaultValues;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;

/** Says what a CDC schema is in StarRocks. Pure: the same schema always gives the same table. */
final class TablePlanner {
    private final TypeMappings types;
    private final TableRules rules;
    private final OptionalInt replicas;

    TablePlanner(TypeMappings types, TableRules rules) {
        this(types, rules, OptionalInt.empty());
    }

    private TablePlanner(TypeMappings types, TableRules rules, OptionalInt replicas) {
        this.types = types;
        this.rules = rules;
        this.replicas = replicas;
    }

    /** The same planner, which gives tables so many replicas where nobody chooses a number. */
    TablePlanner withReplicasIfNotChosen(int count) {
        return new TablePlanner(types, rules, OptionalInt.of(count));
    }

    boolean choosesReplicationNum(TablePath path, Schema schema) {
        return settings(path, schema).choosesReplicationNum();
    }

    private TableSettings settings(TablePath path, Schema schema) {
        TableSettings settings = rules.of(path, schema);
        return replicas.isPresent()
                ? settings.withReplicasIfNotChosen(replicas.getAsInt())
                : settings;
    }

    /**
     * The table for a schema: key columns first in the order of the key, the others in theirs.
     *
     * @param warnings takes what is not as in the source
     * @throws SchemaConflictException if the schema cannot be such a table
     */
    StarRocksTable table(TablePath path, Schema schema, Consumer<String> warnings) {
        TableSettings settings = settings(path, schema);
        Schema keyed = keyed(path, schema, settings);
        return KeyedSchema.isAppendOnly(keyed)
                ? appendOnlyTable(path, keyed, settings, warnings)
                : primaryKeyTable(path, keyed, settings, warnings);
    }

    private static Schema keyed(TablePath path, Schema schema, TableSettings settings) {
        try {
            return KeyedSchema.of(schema, settings);
        } catch (IllegalArgumentException e) {
            throw new SchemaConflictException(path, e.getMessage());
        }
    }

    private StarRocksTable primaryKeyTable(
            TablePath path, Schema schema, TableSettings settings, Consumer<String> warnings) {
        List<String> keys = schema.primaryKeys();
        List<StarRocksColumn> columns = new ArrayList<>();
        for (String key : keys) {
            columns.add(
                    schema.getColumn(key)
                            .map(column -> keyColumn(path, column))
                            .orElseThrow(() -> missingKey(path, key)));
        }
        KeyWidth.warning(path, columns).ifPresent(warnings);
        for (Column column : schema.getColumns()) {
            if (!keys.contains(column.getName())) {
                columns.add(valueColumn(path, column, warnings));
            }
        }
        StarRocksTable.Builder table =
                StarRocksTable.builder(path)
                        .columns(columns)
                        .primaryKey(keys)
                        .comment(textOrEmpty(schema.comment()));
        new TableLayout(path, settings, columns, keys).applyTo(table);
        return table.build();
    }

    /** No row is another one's successor here, so that every column holds what its rows do. */
    private StarRocksTable appendOnlyTable(
            TablePath path, Schema schema, TableSettings settings, Consumer<String> warnings) {
        List<StarRocksColumn> columns = new ArrayList<>();
        for (Column column : schema.getColumns()) {
            columns.add(valueColumn(path, column, warnings));
        }
        TableLayout layout = new TableLayout(path, settings, columns, List.of());
        List<String> sorted = layout.sortKey();
        columns.sort(Comparator.comparingInt(column -> placeOf(column.name(), sorted)));
        StarRocksTable.Builder table =
                StarRocksTable.builder(path)
                        .columns(columns)
                        .key(KeyModel.DUPLICATE, sorted)
                        .comment(textOrEmpty(schema.comment()));
        layout.applyTo(table);
        return table.build();
    }

    private static int placeOf(String column, List<String> first) {
        int place = first.indexOf(column);
        return place < 0 ? first.size() : place;
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

    /** A value column that comes into a table with rows: its default is what these hold. */
    StarRocksColumn addedColumn(TablePath path, Column column, Consumer<String> warnings) {
        if (!rules.of(path).fillsAddedColumns()) {
            return valueColumnOf(path, column.getName(), column.getType())
                    .withComment(textOrEmpty(column.getComment()));
        }
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
        StarRocksType mapped = types.key(type).type();
        requireCounterpart(path, name, type, mapped, "key column");
        return StarRocksColumn.of(name, mapped).asNotNull();
    }

    /** A column of that type which is not part of the key, without default and comment. */
    StarRocksColumn valueColumnOf(TablePath path, String name, DataType type) {
        StarRocksType mapped = types.value(type).type();
        requireCounterpart(path, name, type, mapped, "column");
        StarRocksColumn column = StarRocksColumn.of(name, mapped);
        return type.isNullable() ? column : column.asNotNull();
    }

    private void requireCounterpart(
            TablePath path, String name, DataType type, StarRocksType mapped, String role) {
        if (TypeMappings.isTextInstead(type, mapped)
                && rules.of(path).onMissingType() == MissingTypePolicy.FAIL) {
            throw new SchemaConflictException(
                    path,
                    role
                            + " "
                            + name
                            + " is "
                            + type.asSummaryString()
                            + ", which StarRocks does not have there; with table.on-missing-type:"
                            + " string it becomes "
                            + mapped
                            + ", or cast it in a transform");
        }
    }

    /** The type of a column, by its name, if it were none of the key. */
    Function<String, StarRocksType> valueTypes(Schema schema) {
        return name -> types.value(schema.getColumn(name).orElseThrow().getType()).type();
    }

    private static String textOrEmpty(String text) {
        return text == null ? "" : text;
    }
}
