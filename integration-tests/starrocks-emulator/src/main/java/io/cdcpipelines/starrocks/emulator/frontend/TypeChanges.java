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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which changes of a column MODIFY COLUMN allows (StarRocks 3.3 and 3.5). Thread-safe. */
final class TypeChanges {
    private static final int MIN_JSON_TEXT = 1024;

    /** Beside a type to itself and everything with DECIMAL. */
    private static final Map<TypeKind, Set<TypeKind>> ALLOWED =
            Map.of(
                    TypeKind.TINYINT,
                    EnumSet.of(
                            TypeKind.SMALLINT,
                            TypeKind.INT,
                            TypeKind.BIGINT,
                            TypeKind.LARGEINT,
                            TypeKind.DOUBLE,
                            TypeKind.VARCHAR),
                    TypeKind.SMALLINT,
                    EnumSet.of(
                            TypeKind.INT,
                            TypeKind.BIGINT,
                            TypeKind.LARGEINT,
                            TypeKind.DOUBLE,
                            TypeKind.VARCHAR),
                    TypeKind.INT,
                    EnumSet.of(
                            TypeKind.BIGINT,
                            TypeKind.LARGEINT,
                            TypeKind.DOUBLE,
                            TypeKind.DATE,
                            TypeKind.VARCHAR),
                    TypeKind.BIGINT,
                    EnumSet.of(TypeKind.LARGEINT, TypeKind.DOUBLE, TypeKind.VARCHAR),
                    TypeKind.FLOAT,
                    EnumSet.of(TypeKind.DOUBLE, TypeKind.VARCHAR),
                    TypeKind.VARCHAR,
                    EnumSet.of(
                            TypeKind.TINYINT,
                            TypeKind.SMALLINT,
                            TypeKind.INT,
                            TypeKind.BIGINT,
                            TypeKind.LARGEINT,
                            TypeKind.FLOAT,
                            TypeKind.DOUBLE,
                            TypeKind.DATE,
                            TypeKind.JSON),
                    TypeKind.DATE,
                    EnumSet.of(TypeKind.DATETIME),
                    TypeKind.DATETIME,
                    EnumSet.of(TypeKind.DATE));

    /** Types that can become text and nothing else. */
    private static final Set<TypeKind> TO_VARCHAR =
            EnumSet.of(TypeKind.LARGEINT, TypeKind.DOUBLE, TypeKind.CHAR, TypeKind.JSON);

    private TypeChanges() {}

    /** Refuses a change that no job can make. */
    static void check(Column from, Column to) throws SqlError {
        if (!isAllowed(from.type(), to.type())) {
            throw SqlErrors.general(
                    "Can not change "
                            + TypeNames.inErrors(from.type())
                            + " to "
                            + TypeNames.inErrors(to.type()));
        }
        if (!from.aggregation().equals(to.aggregation())) {
            throw SqlErrors.general("Can not change aggregation type");
        }
        if (from.isNullable() && !to.isNullable()) {
            throw SqlErrors.general("Can not change from nullable to non-nullable");
        }
        if (!from.defaultValue().equals(to.defaultValue())) {
            throw SqlErrors.general("Can not change default value");
        }
        checkLength(from.type(), to.type());
    }

    private static boolean isAllowed(DataType from, DataType to) {
        if (from.kind() == TypeKind.DECIMAL) {
            return isDecimalAllowed(from, to);
        }
        if (to.kind() == TypeKind.DECIMAL) {
            return from.kind() == TypeKind.VARCHAR;
        }
        if (from.kind() == to.kind()) {
            return !TypeRules.isComplex(from) || from.equals(to);
        }
        return ALLOWED.getOrDefault(from.kind(), Set.of()).contains(to.kind())
                || (to.kind() == TypeKind.VARCHAR && TO_VARCHAR.contains(from.kind()));
    }

    /** Neither integer digits nor fraction digits may become fewer, and text must hold them all. */
    private static boolean isDecimalAllowed(DataType from, DataType to) {
        if (to.kind() == TypeKind.VARCHAR) {
            int sign = 1;
            int point = from.scale() > 0 ? 1 : 0;
            return from.precision() + point + sign <= to.length();
        }
        return to.kind() == TypeKind.DECIMAL
                && to.scale() >= from.scale()
                && to.precision() - to.scale() >= from.precision() - from.scale();
    }

    private static void checkLength(DataType from, DataType to) throws SqlError {
        if (TypeRules.isString(from) && TypeRules.isString(to) && from.length() > to.length()) {
            throw SqlErrors.general("Cannot shorten string length");
        }
        if (from.kind() == TypeKind.JSON
                && to.kind() == TypeKind.VARCHAR
                && to.length() < MIN_JSON_TEXT) {
            throw SqlErrors.general("JSON needs minimum length of " + MIN_JSON_TEXT);
        }
    }
}
