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

package io.cdcpipelines.starrocks.core.format;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A row of a load, read back from its bytes, for the rare row that somebody has to look at. Values
 * are what was sent: a binary value is Base64 text, and in CSV all are text. Immutable.
 */
public final class SentRow {
    private static final String NULL = "null";

    private final RowOp op;
    // By column, as JSON.
    private final Map<String, String> values;

    private SentRow(RowOp op, Map<String, String> values) {
        this.op = op;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * @param object as a JSON row writer has written it, without the newline
     * @param keys the names under which the fields of the columns travel
     */
    static SentRow ofJson(
            List<LoadColumn> columns, List<String> keys, String opKey, String object) {
        Map<String, String> fields = JsonFields.of(object);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i).name(), fields.getOrDefault(keys.get(i), NULL));
        }
        return new SentRow(opOf(fields.getOrDefault(opKey, "0")), values);
    }

    /**
     * @param fields of all columns, and behind them the operation
     */
    static SentRow ofCsv(List<LoadColumn> columns, List<String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String field = fields.get(i);
            values.put(columns.get(i).name(), field.equals("\\N") ? NULL : JsonText.quoted(field));
        }
        return new SentRow(opOf(fields.get(columns.size())), values);
    }

    private static RowOp opOf(String code) {
        return code.charAt(0) == RowOp.DELETE.code() ? RowOp.DELETE : RowOp.UPSERT;
    }

    /** The same with another value in a column. */
    public SentRow with(String column, String text) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(Objects.requireNonNull(column, "column"), JsonText.quoted(text));
        return new SentRow(op, changed);
    }

    /** The same that does something else. */
    public SentRow with(RowOp otherOp) {
        return new SentRow(otherOp, values);
    }

    /** What the row does; a row of a load that only adds rows puts one. */
    public RowOp op() {
        return op;
    }

    /** All columns, as a JSON object. */
    public String asJson() {
        return asJson(values.keySet());
    }

    /** Some of the columns, as a JSON object. */
    public String asJson(Collection<String> columns) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        for (String column : columns) {
            object.add(JsonText.quoted(column) + ":" + values.getOrDefault(column, NULL));
        }
        return object.toString();
    }

    /** Without values: this may reach a log. */
    @Override
    public String toString() {
        return op + " of " + values.keySet();
    }
}
