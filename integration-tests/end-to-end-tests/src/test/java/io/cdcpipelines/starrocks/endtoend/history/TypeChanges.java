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

package io.cdcpipelines.starrocks.endtoend.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Which types a column can change to, and what StarRocks does about it: as {@code
 * docs/schema-evolution.md} says, not as it turns out. Confined to the thread of its history.
 */
final class TypeChanges {

    private static final int VARCHAR_60 = 2;
    private static final int INT = 3;
    private static final int DECIMAL_18_4 = 2;
    private static final int DOUBLE = 1;

    private final Behavior behavior;
    private final Random random;

    TypeChanges(Behavior behavior, Random random) {
        this.behavior = behavior;
        this.random = random;
    }

    /**
     * @param isRefused whether StarRocks cannot follow
     */
    record TypeChange(ColumnType to, boolean isRefused) {}

    ColumnType any() {
        Family family = anyFamily();
        // Families with several types have most to change.
        for (int i = 0; i < 2 && family.ranks() == 1; i++) {
            family = anyFamily();
        }
        return family.type(random.nextInt(family.ranks()));
    }

    private Family anyFamily() {
        Family family = Family.values()[random.nextInt(Family.values().length)];
        boolean isExcluded =
                family == Family.SET && Exclusion.SETS_IN_FITTED_ROWS.appliesTo(behavior);
        return isExcluded ? anyFamily() : family;
    }

    Optional<TypeChange> next(SourceColumn column) {
        List<TypeChange> changes = new ArrayList<>();
        withinFamily(column, changes);
        intoOtherFamily(column, changes);
        if (!Exclusion.REFUSED_TYPES.appliesTo(behavior)) {
            refused(column, changes);
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.get(random.nextInt(changes.size())));
    }

    /** Never below what was written: see {@link Exclusion#LOSSY_NARROWING}. */
    private static void withinFamily(SourceColumn column, List<TypeChange> changes) {
        Family family = column.type().family();
        for (int rank = column.usedRank(); rank < family.ranks(); rank++) {
            if (rank != column.type().rank()) {
                changes.add(new TypeChange(family.type(rank), false));
            }
        }
    }

    private static void intoOtherFamily(SourceColumn column, List<TypeChange> changes) {
        ColumnType type = column.type();
        boolean wasWider = column.widestRank() > type.rank();
        switch (type.family()) {
            case INTEGER -> {
                changes.add(new TypeChange(Family.TEXT.type(VARCHAR_60), false));
                if (column.widestRank() <= INT) {
                    changes.add(new TypeChange(Family.FLOATING.type(DOUBLE), false));
                }
            }
            case DECIMAL -> {
                // See Exclusion.TEXT_OF_NARROWED_DECIMALS.
                if (!wasWider) {
                    changes.add(new TypeChange(Family.TEXT.type(VARCHAR_60), false));
                }
            }
            case ENUM -> changes.add(new TypeChange(Family.TEXT.type(VARCHAR_60), false));
            default -> {
                // The others stay what they are.
            }
        }
    }

    private static void refused(SourceColumn column, List<TypeChange> changes) {
        ColumnType type = column.type();
        switch (type.family()) {
            case TRUTH -> changes.add(new TypeChange(Family.INTEGER.type(INT), true));
            case DECIMAL -> changes.add(new TypeChange(Family.FLOATING.type(DOUBLE), true));
            case DATE -> changes.add(new TypeChange(Family.TEXT.type(VARCHAR_60), true));
            case INTEGER -> {
                if (type.rank() == INT && column.widestRank() == INT) {
                    changes.add(new TypeChange(Family.DECIMAL.type(DECIMAL_18_4), true));
                }
            }
            default -> {
                // The others are never refused.
            }
        }
    }
}
