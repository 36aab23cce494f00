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

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.DataTypes;

/** Reads CDC types as pages and tables of tests write them. Stateless. */
public final class TypeNames {
    private static final Pattern TYPE = Pattern.compile("([A-Z_]+)(?:\\((\\d+)(?:, (\\d+))?\\))?");

    private TypeNames() {}

    /** Whether the framework on the class path has the type; VARIANT came with 3.6. */
    static boolean isKnown(String text) {
        return !text.equals("VARIANT")
                || Arrays.stream(DataTypeRoot.values()).anyMatch(root -> root.name().equals(text));
    }

    static DataType variant() {
        try {
            return (DataType)
                    Class.forName(DataType.class.getPackage().getName() + ".VariantType")
                            .getConstructor()
                            .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No VARIANT", e);
        }
    }

    public static DataType scalar(String text) {
        Matcher parts = TYPE.matcher(text);
        assertThat(parts.matches()).as(text).isTrue();
        int first = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        switch (parts.group(1)) {
            case "BOOLEAN":
                return DataTypes.BOOLEAN();
            case "TINYINT":
                return DataTypes.TINYINT();
            case "SMALLINT":
                return DataTypes.SMALLINT();
            case "INT":
                return DataTypes.INT();
            case "BIGINT":
                return DataTypes.BIGINT();
            case "FLOAT":
                return DataTypes.FLOAT();
            case "DOUBLE":
                return DataTypes.DOUBLE();
            case "DECIMAL":
                return DataTypes.DECIMAL(first, Integer.parseInt(parts.group(3)));
            case "CHAR":
                return DataTypes.CHAR(first);
            case "VARCHAR":
                return DataTypes.VARCHAR(first);
            case "STRING":
                return DataTypes.STRING();
            case "BINARY":
                return DataTypes.BINARY(first);
            case "VARBINARY":
                return DataTypes.VARBINARY(first);
            case "BYTES":
                return DataTypes.BYTES();
            case "DATE":
                return DataTypes.DATE();
            case "TIME":
                return DataTypes.TIME(first);
            case "TIMESTAMP":
                return DataTypes.TIMESTAMP(first);
            case "TIMESTAMP_LTZ":
                return DataTypes.TIMESTAMP_LTZ(first);
            case "TIMESTAMP_TZ":
                return DataTypes.TIMESTAMP_TZ(first);
            default:
                throw new AssertionError("Nobody knows the type: " + text);
        }
    }
}
