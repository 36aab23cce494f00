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

package io.cdcpipelines.starrocks.cdc.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.apache.flink.cdc.common.data.ArrayData;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.MapData;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.types.ArrayType;
import org.apache.flink.cdc.common.types.DataField;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.MapType;
import org.apache.flink.cdc.common.types.RowType;

/**
 * Renders nested values as compact JSON text. Stateless.
 *
 * <p>What the framework hands out for one CDC type differs between its versions (dates were numbers
 * before 3.5), so a scalar is rendered by what it is.
 */
final class NestedJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** The type whose text is JSON; Flink CDC has it since 3.6. */
    private static final String VARIANT = "VARIANT";

    private NestedJson() {}

    static String array(ArrayData array, ArrayType type) {
        return text(json -> writeArray(json, array, type));
    }

    static String map(MapData map, MapType type) {
        return text(json -> writeMap(json, map, type));
    }

    static String row(RecordData row, RowType type) {
        return text(json -> writeRow(json, row, type));
    }

    private static String text(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeArray(JsonGenerator json, ArrayData array, ArrayType type)
            throws IOException {
        json.writeStartArray();
        for (int i = 0; i < array.size(); i++) {
            writeValue(json, element(array, i, type.getElementType()), type.getElementType());
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, MapData map, MapType type) throws IOException {
        ArrayData keys = map.keyArray();
        ArrayData values = map.valueArray();
        json.writeStartObject();
        for (int i = 0; i < map.size(); i++) {
            json.writeFieldName(name(element(keys, i, type.getKeyType()), type.getKeyType()));
            writeValue(json, element(values, i, type.getValueType()), type.getValueType());
        }
        json.writeEndObject();
    }

    private static void writeRow(JsonGenerator json, RecordData row, RowType type)
            throws IOException {
        List<DataField> fields = type.getFields();
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            DataType fieldType = fields.get(i).getType();
            json.writeFieldName(fields.get(i).getName());
            writeValue(json, row.isNullAt(i) ? null : field(row, i, fieldType), fieldType);
        }
        json.writeEndObject();
    }

    /** Numbers for days and times, whose classes in newer frameworks do not print all of them. */
    private static Object field(RecordData row, int index, DataType type) {
        boolean isNumber = row instanceof BinaryRecordData && isDayOrTime(type);
        return isNumber
                ? (Object) row.getInt(index)
                : RecordData.createFieldGetter(type, index).getFieldOrNull(row);
    }

    private static boolean isDayOrTime(DataType type) {
        return type.getTypeRoot() == DataTypeRoot.DATE
                || type.getTypeRoot() == DataTypeRoot.TIME_WITHOUT_TIME_ZONE;
    }

    private static Object element(ArrayData array, int index, DataType type) {
        return array.isNullAt(index)
                ? null
                : ArrayData.createElementGetter(type).getElementOrNull(array, index);
    }

    private static void writeValue(JsonGenerator json, Object value, DataType type)
            throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean) {
            json.writeBoolean((Boolean) value);
        } else if (value instanceof Integer && isDayOrTime(type)) {
            json.writeString(dayOrTime((Integer) value, type));
        } else if (value instanceof Float) {
            json.writeNumber((Float) value);
        } else if (value instanceof Double) {
            json.writeNumber((Double) value);
        } else if (value instanceof Number) {
            json.writeNumber(value.toString());
        } else if (value instanceof DecimalData) {
            json.writeNumber(((DecimalData) value).toBigDecimal().toPlainString());
        } else if (value instanceof byte[]) {
            json.writeBinary((byte[]) value);
        } else if (value instanceof ArrayData) {
            writeArray(json, (ArrayData) value, (ArrayType) type);
        } else if (value instanceof MapData) {
            writeMap(json, (MapData) value, (MapType) type);
        } else if (value instanceof RecordData) {
            writeRow(json, (RecordData) value, (RowType) type);
        } else if (type.getTypeRoot().name().equals(VARIANT)) {
            json.writeRawValue(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has only texts as names. */
    private static String name(Object key, DataType type) {
        if (key instanceof Integer && isDayOrTime(type)) {
            return dayOrTime((Integer) key, type);
        }
        return key instanceof byte[]
                ? Base64.getEncoder().encodeToString((byte[]) key)
                : String.valueOf(key);
    }

    private static String dayOrTime(int value, DataType type) {
        return type.getTypeRoot() == DataTypeRoot.DATE
                ? LocalDate.ofEpochDay(value).toString()
                : time(value);
    }

    /** {@code [-]HH:MM:SS[.fff]}, of any length. */
    private static String time(int millis) {
        long magnitude = Math.abs((long) millis);
        String seconds =
                String.format(
                        "%s%02d:%02d:%02d",
                        millis < 0 ? "-" : "",
                        magnitude / 3_600_000,
                        magnitude / 60_000 % 60,
                        magnitude / 1_000 % 60);
        return magnitude % 1_000 == 0
                ? seconds
                : seconds + String.format(".%03d", magnitude % 1_000);
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
