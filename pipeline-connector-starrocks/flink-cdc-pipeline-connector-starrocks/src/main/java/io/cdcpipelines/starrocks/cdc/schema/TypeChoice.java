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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the type of a column that keeps the values it has and takes those that its source has
 * now. Stateless.
 */
final class TypeChoice {
    private static final int TEXT_OF_ANY_NUMBER_OR_TIME = 64;

    /** So many digits come back from a DOUBLE as they were. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private TypeChoice() {}

    /** A type that {@code MODIFY COLUMN} can change the column to. */
    static Optional<StarRocksType> byModifying(StarRocksType has, StarRocksType needs) {
        List<StarRocksType> candidates = candidates(has, needs);
        if (has.isText() && has.length() < TEXT_OF_ANY_NUMBER_OR_TIME || needs.isText()) {
            candidates.add(text(needs));
        }
        return candidates.stream()
                .filter(has::canChangeTo)
                .filter(type -> type.holds(needs))
                .filter(type -> type.holds(has) || type.kind() == Kind.DOUBLE)
                .findFirst();
    }

    /**
     * A type that takes the values when they are written anew by a cast which means what the
     * source's own conversion means. Bytes and texts are not among them, because their encoding is
     * not known here, nor are dates that become numbers.
     */
    static Optional<StarRocksType> byConverting(StarRocksType has, StarRocksType needs) {
        boolean fromNumber = isNumber(has) || has.kind() == Kind.BOOLEAN;
        boolean fromTime = has.kind() == Kind.DATE || has.kind() == Kind.DATETIME;
        if (!(fromNumber && (isNumber(needs) || needs.isText()) || fromTime && needs.isText())) {
            return Optional.empty();
        }
        List<StarRocksType> candidates = candidates(has, needs);
        candidates.add(text(needs));
        return candidates.stream()
                .filter(type -> type.holds(needs))
                .filter(type -> type.holds(has) || isExact(has, type))
                .findFirst();
    }

    private static List<StarRocksType> candidates(StarRocksType has, StarRocksType needs) {
        List<StarRocksType> candidates = new ArrayList<>();
        candidates.add(needs);
        commonDecimal(has, needs).ifPresent(candidates::add);
        if (needs.kind() == Kind.DECIMAL) {
            candidates.add(StarRocksType.LARGEINT);
        }
        if (needs.kind() == Kind.FLOAT) {
            candidates.add(StarRocksType.DOUBLE);
        }
        return candidates;
    }

    /** With all digits of both, if one of them is a DECIMAL and StarRocks has so many digits. */
    private static Optional<StarRocksType> commonDecimal(StarRocksType has, StarRocksType needs) {
        if (!isExactNumber(has)
                || !isExactNumber(needs)
                || has.kind() != Kind.DECIMAL && needs.kind() != Kind.DECIMAL) {
            return Optional.empty();
        }
        int scale = Math.max(scale(has), scale(needs));
        int precision = Math.max(has.integerDigits(), needs.integerDigits()) + scale;
        return precision > StarRocksType.MAX_DECIMAL_PRECISION
                ? Optional.empty()
                : Optional.of(StarRocksType.decimal(precision, scale));
    }

    private static StarRocksType text(StarRocksType needs) {
        int length = needs.isText() ? needs.length() : 0;
        return StarRocksType.varchar(Math.max(length, TEXT_OF_ANY_NUMBER_OR_TIME));
    }

    private static boolean isExact(StarRocksType has, StarRocksType type) {
        return has.kind() == Kind.DECIMAL
                && has.precision() <= DIGITS_OF_A_DOUBLE
                && type.kind() == Kind.DOUBLE;
    }

    private static boolean isNumber(StarRocksType type) {
        return isExactNumber(type) || type.kind() == Kind.FLOAT || type.kind() == Kind.DOUBLE;
    }

    private static boolean isExactNumber(StarRocksType type) {
        return type.isInteger() || type.kind() == Kind.DECIMAL;
    }

    private static int scale(StarRocksType type) {
        return type.kind() == Kind.DECIMAL ? type.scale() : 0;
    }
}
