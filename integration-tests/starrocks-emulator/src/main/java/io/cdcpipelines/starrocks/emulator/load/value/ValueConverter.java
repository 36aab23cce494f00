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

package io.cdcpipelines.starrocks.emulator.load.value;

import com.fasterxml.jackson.core.JsonParser;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import java.io.IOException;

/**
 * Turns loaded text and JSON values into values of one column type, as a backend does. Stateless
 * and thread-safe.
 *
 * @see DataType for the classes of the values
 */
public interface ValueConverter {

    /** The answer for what is no value of the type; the load decides whether that is NULL. */
    Object INVALID = new Object();

    /** The value that a field of a CSV row, or a cast from VARCHAR, has. */
    Object fromText(String text);

    /**
     * The value of the JSON token at which the parser stands, which is not null. Afterwards the
     * parser stands at the last token of that value.
     */
    Object fromJson(JsonParser parser) throws IOException;

    /** The converter of a column type. */
    static ValueConverter of(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanConverter();
            case TINYINT -> new IntegerConverter(Byte.MIN_VALUE, Byte.MAX_VALUE, true);
            case SMALLINT -> new IntegerConverter(Short.MIN_VALUE, Short.MAX_VALUE, true);
            case INT -> new IntegerConverter(Integer.MIN_VALUE, Integer.MAX_VALUE, true);
            case BIGINT -> new IntegerConverter(Long.MIN_VALUE, Long.MAX_VALUE, false);
            case LARGEINT -> new LargeIntConverter();
            case FLOAT -> new FloatingConverter(true);
            case DOUBLE -> new FloatingConverter(false);
            case DECIMAL -> new DecimalConverter(type.precision(), type.scale());
            case CHAR -> new StringConverter(type.length(), true);
            case VARCHAR -> new StringConverter(type.length(), false);
            case VARBINARY -> new BinaryConverter(type.length());
            case DATE -> new DateConverter();
            case DATETIME -> new DateTimeConverter();
            case JSON -> new JsonConverter();
            case ARRAY -> new ArrayConverter(of(type.children().get(0)));
            case MAP -> new MapConverter(of(type.children().get(0)), of(type.children().get(1)));
            case STRUCT ->
                    new StructConverter(
                            type.fieldNames(),
                            type.children().stream().map(ValueConverter::of).toList());
            case HLL, BITMAP, PERCENTILE -> new AggregateStateConverter();
        };
    }
}
