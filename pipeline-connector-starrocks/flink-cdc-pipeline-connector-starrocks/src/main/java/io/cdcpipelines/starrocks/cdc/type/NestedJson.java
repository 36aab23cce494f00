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
import java.time.LocalTime;
import java.util.List;
import org.apache.flink.cdc.common.data.ArrayData;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.MapData;
import org.apache.flink.cdc.common.data.RecordData;
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
            json.writeFieldName(String.valueOf(element(keys, i, type.getKeyType())));
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
            Object value =
                    row.isNullAt(i)
                            ? null
                            : RecordData.createFieldGetter(fieldType, i).getFieldOrNull(row);
            writeValue(json, value, fieldType);
        }
        json.writeEndObject();
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
        } else if (value instanceof Integer) {
            writeInteger(json, (Integer) value, type.getTypeRoot());
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
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeInteger(JsonGenerator json, int value, DataTypeRoot root)
            throws IOException {
        if (root == DataTypeRoot.DATE) {
            json.writeString(LocalDate.ofEpochDay(value).toString());
        } else if (root == DataTypeRoot.TIME_WITHOUT_TIME_ZONE) {
            json.writeString(LocalTime.ofNanoOfDay(value * 1_000_000L).toString());
        } else {
            json.writeNumber(value);
        }
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
