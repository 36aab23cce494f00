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

package io.cdcpipelines.starrocks.core.table;

import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What fits into what, and what MODIFY COLUMN accepts for a value column. The change matrix is the
 * one StarRocks 3.3 and 3.5 enforce; narrowing is never part of it.
 */
final class TypeRules {
    private static final int MIN_VARCHAR_FROM_JSON = 1024;

    /** Changes that need no look at lengths. */
    private static final Map<Kind, Set<Kind>> CHANGES = new EnumMap<>(Kind.class);

    static {
        CHANGES.put(
                Kind.TINYINT,
                EnumSet.of(
                        Kind.SMALLINT,
                        Kind.INT,
                        Kind.BIGINT,
                        Kind.LARGEINT,
                        Kind.DOUBLE,
                        Kind.VARCHAR));
        CHANGES.put(
                Kind.SMALLINT,
                EnumSet.of(Kind.INT, Kind.BIGINT, Kind.LARGEINT, Kind.DOUBLE, Kind.VARCHAR));
        CHANGES.put(
                Kind.INT,
                EnumSet.of(Kind.BIGINT, Kind.LARGEINT, Kind.DOUBLE, Kind.DATE, Kind.VARCHAR));
        CHANGES.put(Kind.BIGINT, EnumSet.of(Kind.LARGEINT, Kind.DOUBLE, Kind.VARCHAR));
        CHANGES.put(Kind.LARGEINT, EnumSet.of(Kind.VARCHAR));
        CHANGES.put(Kind.FLOAT, EnumSet.of(Kind.DOUBLE, Kind.VARCHAR));
        CHANGES.put(Kind.DOUBLE, EnumSet.of(Kind.VARCHAR));
        CHANGES.put(
                Kind.VARCHAR,
                EnumSet.of(
                        Kind.TINYINT,
                        Kind.SMALLINT,
                        Kind.INT,
                        Kind.BIGINT,
                        Kind.LARGEINT,
                        Kind.FLOAT,
                        Kind.DOUBLE,
                        Kind.DECIMAL,
                        Kind.DATE,
                        Kind.JSON));
        CHANGES.put(Kind.DATE, EnumSet.of(Kind.DATETIME));
        CHANGES.put(Kind.DATETIME, EnumSet.of(Kind.DATE));
    }

    private TypeRules() {}

    static boolean canChange(StarRocksType from, StarRocksType to) {
        if (from.equals(to)) {
            return true;
        }
        if (from.isText() && to.isText()) {
            boolean intoChar = from.kind() == Kind.VARCHAR && to.kind() == Kind.CHAR;
            return !intoChar && to.length() >= from.length();
        }
        if (from.kind() == Kind.DECIMAL) {
            return to.kind() == Kind.DECIMAL
                    ? widerDecimal(to, from)
                    : to.kind() == Kind.VARCHAR && to.length() >= textWidth(from);
        }
        if (from.kind() == Kind.JSON) {
            return to.kind() == Kind.VARCHAR && to.length() >= MIN_VARCHAR_FROM_JSON;
        }
        return CHANGES.getOrDefault(from.kind(), EnumSet.noneOf(Kind.class)).contains(to.kind());
    }

    static boolean holds(StarRocksType column, StarRocksType values) {
        if (column.equals(values)) {
            return true;
        }
        switch (values.kind()) {
            case BOOLEAN:
                return holdsZeroAndOne(column);
            case TINYINT:
            case SMALLINT:
            case INT:
            case BIGINT:
            case LARGEINT:
                return holdsInteger(column, values) || holdsAsText(column, values);
            case FLOAT:
                return column.kind() == Kind.DOUBLE || holdsAsText(column, values);
            case DECIMAL:
                return holdsDecimal(column, values) || holdsAsText(column, values);
            case CHAR:
            case VARCHAR:
                return column.kind() == Kind.JSON
                        || column.isText() && column.length() >= values.length();
            case DATE:
                return column.kind() == Kind.DATETIME || holdsAsText(column, values);
            case DOUBLE:
            case DATETIME:
                return holdsAsText(column, values);
            default:
                return column.kind() == values.kind() && column.kind() != Kind.OTHER;
        }
    }

    /** What false and true are as numbers, and in loads. */
    private static boolean holdsZeroAndOne(StarRocksType column) {
        switch (column.kind()) {
            case TINYINT:
            case SMALLINT:
            case INT:
            case BIGINT:
            case LARGEINT:
            case FLOAT:
            case DOUBLE:
            case CHAR:
            case VARCHAR:
                return true;
            case DECIMAL:
                return column.precision() > column.scale();
            default:
                return false;
        }
    }

    private static boolean holdsInteger(StarRocksType column, StarRocksType values) {
        switch (column.kind()) {
            case TINYINT:
            case SMALLINT:
            case INT:
            case BIGINT:
            case LARGEINT:
                return column.kind().compareTo(values.kind()) >= 0;
            case DOUBLE:
                return values.kind().compareTo(Kind.INT) <= 0;
            case DECIMAL:
                return column.precision() - column.scale() >= integerDigits(values.kind());
            default:
                return false;
        }
    }

    private static boolean holdsDecimal(StarRocksType column, StarRocksType values) {
        switch (column.kind()) {
            case DECIMAL:
                return widerDecimal(column, values);
            case BIGINT:
                return values.scale() == 0 && values.precision() <= 18;
            case LARGEINT:
                return values.scale() == 0;
            default:
                return false;
        }
    }

    private static boolean holdsAsText(StarRocksType column, StarRocksType values) {
        boolean hasNoPoint = values.kind() == Kind.DECIMAL && values.scale() == 0;
        return column.isText() && column.length() >= textWidth(values) - (hasNoPoint ? 1 : 0);
    }

    private static boolean widerDecimal(StarRocksType wide, StarRocksType narrow) {
        return wide.scale() >= narrow.scale()
                && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
    }

    static int integerDigits(Kind kind) {
        switch (kind) {
            case TINYINT:
                return 3;
            case SMALLINT:
                return 5;
            case INT:
                return 10;
            case BIGINT:
                return 19;
            default:
                return 39;
        }
    }

    /** The longest text that a value of this type is written as. */
    private static int textWidth(StarRocksType type) {
        switch (type.kind()) {
            case DECIMAL:
                return type.precision() + 2;
            case DATE:
                return 10;
            case FLOAT:
            case DOUBLE:
            case DATETIME:
                return 26;
            default:
                return integerDigits(type.kind()) + 1;
        }
    }
}
