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

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.load.value.Utf8;
import io.cdcpipelines.starrocks.emulator.load.value.ValueText;

/** Words the reasons for which rows are filtered. Stateless. */
final class RowRejections {
    static final String NULL_OP = "NULL value in non-nullable column '__op'";

    private final LoadPlan plan;
    private final boolean[] isRequired;

    RowRejections(LoadPlan plan) {
        this.plan = plan;
        this.isRequired = new boolean[plan.columns().size()];
        for (int i = 0; i < isRequired.length; i++) {
            Column column = plan.columns().get(i);
            boolean isKept = plan.request().isPartialUpdate() && plan.defaulted().contains(i);
            isRequired[i] = !column.isNullable() && !isKept;
        }
    }

    /** Null where no column misses a value that it needs. */
    String ofNulls(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null && isRequired[i]) {
                return "NULL value in non-nullable column '" + plan.columns().get(i).name() + "'";
            }
        }
        return null;
    }

    /**
     * For the result of an expression, which strict mode does not look at but which must still fit.
     * Null where it does.
     */
    String ofLength(int target, Object result) {
        if (target < 0 || result == null) {
            return null;
        }
        Column column = plan.columns().get(target);
        TypeKind kind = column.type().kind();
        boolean isText = kind == TypeKind.CHAR || kind == TypeKind.VARCHAR;
        boolean isBytes = kind == TypeKind.VARBINARY && result instanceof byte[];
        if (!isText && !isBytes) {
            return null;
        }
        String text = isBytes ? "" : ValueText.of(result);
        int length = isBytes ? ((byte[]) result).length : Utf8.length(text);
        if (column.type().length() <= 0 || length <= column.type().length()) {
            return null;
        }
        return tooLong(isBytes ? "" : "'" + text + "'", length, column);
    }

    private static String tooLong(String quoted, int length, Column column) {
        return String.format(
                "String %s(length=%d) is too long. The max length of '%s' is %d",
                quoted, length, column.name(), column.type().length());
    }

    /** For a field whose text is no value of its column. */
    String ofValue(int source, String text) {
        Column column = plan.columns().get(plan.sources().get(source).target());
        TypeKind kind = column.type().kind();
        if (kind == TypeKind.CHAR || kind == TypeKind.VARCHAR) {
            return tooLong("'" + text + "'", Utf8.length(text), column);
        }
        if (!plan.request().format().isJson()) {
            return String.format(
                    "The field (name = %s, pos = %d) is out of range. Type: %s, Value length: %d,"
                            + " Value: %s",
                    column.name(), source, TypeText.of(column.type()), Utf8.length(text), text);
        }
        if (kind == TypeKind.DECIMAL) {
            return String.format(
                    "Decimal '%s' is out of range. The type of '%s' is %s'",
                    text, column.name(), TypeText.of(column.type()));
        }
        return String.format(
                "Value '%s' is out of range. The type of '%s' is %s",
                text, column.name(), TypeText.of(column.type()));
    }
}
