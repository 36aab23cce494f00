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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.FrameworkEvents;
import java.time.ZoneOffset;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that the framework which the connector is compiled against does not have. */
@Tag(FrameworkEvents.SINCE_3_6)
class NewerFrameworkTest {
    private static final TypeMappings MAPPINGS = new TypeMappings(ZoneOffset.UTC, 4);

    private static Object variant(String json) {
        try {
            String types = DataType.class.getPackage().getName();
            return Class.forName(types + ".variant.BinaryVariantInternalBuilder")
                    .getMethod("parseJson", String.class, boolean.class)
                    .invoke(null, json, false);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No VARIANT", e);
        }
    }

    private static String unquoted(String json) {
        assertThat(json).startsWith("\"").endsWith("\"");
        return json.substring(1, json.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-7", "1.25", "\"text\"", "[1,null]", "{\"a\":[{}]}"})
    void writesAVariantAsJson(String json) {
        for (DataType type : new DataType[] {TypeNames.variant(), TypeNames.variant().notNull()}) {
            RecordData record = Fields.record(type, variant(json));

            assertThat(MAPPINGS.value(type).type().ddl()).isEqualTo("VARCHAR(1048576)");
            assertThat(unquoted(Fields.json(MAPPINGS.value(type), record))).isEqualTo(json);
            assertThat(unquoted(Fields.json(MAPPINGS.key(type), record))).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "{\"a\":[1,null]}"})
    void writesAVariantInARowAsPartOfItsJson(String json) {
        DataType[] fields = {DataTypes.INT(), TypeNames.variant()};
        DataType row = DataTypes.ROW(fields);
        RecordData nested =
                new BinaryRecordDataGenerator(fields).generate(new Object[] {1, variant(json)});

        assertThat(unquoted(Fields.json(MAPPINGS.value(row), Fields.record(row, nested))))
                .isEqualTo("{\"f0\":1,\"f1\":" + json + "}");
    }
}
