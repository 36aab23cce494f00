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

package io.cdcpipelines.starrocks.emulator.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.load.value.JsonText;
import io.cdcpipelines.starrocks.emulator.load.value.ValueConverter;
import io.cdcpipelines.starrocks.emulator.load.value.ValueText;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes rows of a table from the fields of a source, one row at a time: begin, the fields in any
 * order, end. Used by one thread at a time.
 */
final class RowAssembler {
    private static final ValueConverter OP_CONVERTER =
            ValueConverter.of(DataType.of(TypeKind.TINYINT));

    private final LoadPlan plan;
    private final DefaultValues defaults;
    private final RowRejections rejections;
    private final ValueConverter[] sourceConverters;
    private final ValueConverter[] computedConverters;
    private final Object[] constants;
    private final Object[] values;
    private final String[] texts;
    private final long[] lastSetInRow;
    private final List<Change> changes = new ArrayList<>();
    private long total;
    private long filtered;
    private long unselected;
    private boolean isDelete;

    RowAssembler(LoadPlan plan, DefaultValues defaults) {
        this.plan = plan;
        this.defaults = defaults;
        this.rejections = new RowRejections(plan);
        int sources = plan.sources().size();
        this.values = new Object[sources];
        this.texts = new String[sources];
        this.lastSetInRow = new long[sources];
        this.sourceConverters = new ValueConverter[sources];
        Arrays.setAll(sourceConverters, i -> converter(plan.sources().get(i).target()));
        this.computedConverters = new ValueConverter[plan.computed().size()];
        Arrays.setAll(computedConverters, i -> converter(plan.computed().get(i).target()));
        this.constants = new Object[plan.columns().size()];
        for (int position : plan.defaulted()) {
            Column column = plan.columns().get(position);
            if (!isPerRow(column)) {
                constants[position] = defaults.of(plan.table(), column);
            }
        }
    }

    private ValueConverter converter(int target) {
        return switch (target) {
            case LoadPlan.OP -> OP_CONVERTER;
            case LoadPlan.TEMPORARY ->
                    ValueConverter.of(DataType.sized(TypeKind.VARCHAR, Integer.MAX_VALUE));
            default -> ValueConverter.of(plan.columns().get(target).type());
        };
    }

    private static boolean isPerRow(Column column) {
        return column.isAutoIncrement() || column.defaultValue() instanceof DefaultValue.Function;
    }

    void begin() {
        total++;
    }

    /** Whether the current row has the field already; the first one counts. */
    boolean isSet(int source) {
        return lastSetInRow[source] == total;
    }

    /** Sets a field to the JSON value at which the parser stands. */
    void json(int source, JsonParser parser) throws IOException {
        lastSetInRow[source] = total;
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            values[source] = null;
            texts[source] = null;
        } else if (plan.sources().get(source).isNamed()) {
            text(source, jsonText(parser, token));
        } else {
            values[source] = sourceConverters[source].fromJson(parser);
            if (values[source] == ValueConverter.INVALID) {
                texts[source] = token.isStructStart() ? token.asString() : parser.getText();
            }
        }
    }

    private static String jsonText(JsonParser parser, JsonToken token) throws IOException {
        if (token.isStructStart()) {
            return JsonText.compact(parser);
        }
        if (token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE ? "1" : "0";
        }
        return parser.getText();
    }

    /**
     * Sets a field to the value that a text has.
     *
     * @param text null for NULL
     */
    void text(int source, String text) {
        lastSetInRow[source] = total;
        texts[source] = text;
        values[source] = text == null ? null : sourceConverters[source].fromText(text);
    }

    /** Ends the row. Returns why it was filtered, or null where it was not. */
    String end() throws LoadException {
        Object[] row = new Object[plan.columns().size()];
        String rejection = fill(row);
        if (rejection == null && isSelected(row)) {
            rejection = rejections.ofNulls(row);
            if (rejection == null) {
                PrimaryKeyLimit.check(plan, row);
                refuseConditionalDelete();
                changes.add(new Change(row, isDelete));
            }
        }
        if (rejection != null) {
            filtered++;
        }
        return rejection;
    }

    private void refuseConditionalDelete() throws LoadException {
        if (isDelete && plan.mergeCondition().isPresent()) {
            throw new LoadException(
                    StatusCode.INTERNAL_ERROR,
                    "memtable of tablet "
                            + (plan.table().indexId() + 1)
                            + " delete with condition column "
                            + plan.mergeCondition().get().name());
        }
    }

    private String fill(Object[] row) throws LoadException {
        isDelete = false;
        for (int i = 0; i < values.length; i++) {
            LoadPlan.Source source = plan.sources().get(i);
            Object value = isSet(i) ? values[i] : null;
            if (source.target() == LoadPlan.OP) {
                boolean isAbsent = plan.isOpImplied() && !isSet(i);
                if (!isAbsent && !(value instanceof Integer)) {
                    return RowRejections.NULL_OP;
                }
                isDelete = !isAbsent && (int) value != 0;
            } else if (source.target() >= 0) {
                if (value == ValueConverter.INVALID) {
                    if (plan.request().isStrict()) {
                        return rejections.ofValue(i, texts[i]);
                    }
                    value = null;
                }
                row[source.target()] = value;
            }
        }
        for (int position : plan.defaulted()) {
            Column column = plan.columns().get(position);
            row[position] =
                    isPerRow(column) ? defaults.of(plan.table(), column) : constants[position];
        }
        return plan.computed().isEmpty() ? null : compute(row);
    }

    private String compute(Object[] row) throws LoadException {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            LoadPlan.Source source = plan.sources().get(i);
            if (source.isNamed()) {
                variables.put(source.name().toLowerCase(Locale.ROOT), isSet(i) ? texts[i] : null);
            }
        }
        for (int i = 0; i < computedConverters.length; i++) {
            LoadPlan.Computed computed = plan.computed().get(i);
            Object result = computed.expression().evaluate(variables);
            String rejection = rejections.ofLength(computed.target(), result);
            if (rejection != null) {
                return rejection;
            }
            Object value = ValueText.convert(result, computedConverters[i]);
            if (computed.target() >= 0) {
                row[computed.target()] = value;
            } else if (value == null) {
                return RowRejections.NULL_OP;
            } else {
                isDelete = (int) value != 0;
            }
        }
        return null;
    }

    private boolean isSelected(Object[] row) throws LoadException {
        if (plan.where().isEmpty()) {
            return true;
        }
        LoadExpression where = plan.where().get();
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            String name = plan.columns().get(i).name();
            if (where.mentions(name)) {
                variables.put(name.toLowerCase(Locale.ROOT), row[i]);
            }
        }
        Object result = where.evaluate(variables);
        boolean isSelected =
                Boolean.TRUE.equals(result)
                        || (result instanceof Number number && number.doubleValue() != 0);
        unselected += isSelected ? 0 : 1;
        return isSelected;
    }

    /** Counts a row that could not even be split into fields. */
    void rejectWhole() {
        total++;
        filtered++;
    }

    LoadPlan plan() {
        return plan;
    }

    List<Change> changes() {
        return changes;
    }

    LoadCounts counts() {
        return new LoadCounts(total, total - filtered - unselected, filtered, unselected);
    }
}
