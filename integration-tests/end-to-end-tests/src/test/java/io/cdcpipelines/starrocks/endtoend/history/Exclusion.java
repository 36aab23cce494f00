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

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What histories leave out, and why: each is a fault of Flink CDC 3.2.0, or something that no event
 * tells, or a rule of StarRocks that is documented. Nothing else is left out.
 */
enum Exclusion {
    /**
     * MODIFY and CHANGE with FIRST or AFTER: Flink CDC announces the type but not the place, and
     * then reads values from the wrong columns.
     */
    MODIFY_WITH_POSITION,

    /**
     * a -> b together with b -> a, or with b -> c, in one ALTER: Flink CDC sends one rename after
     * the other, and the first leads to two columns of one name.
     */
    RENAMES_THAT_MEET,

    /** A new name that differs in case only: Flink CDC sends no event. */
    CASE_OF_NAMES,

    /**
     * ADD COLUMN (a ... NOT NULL, b ... NULL): the source takes b for NOT NULL too, and sends 0 or
     * the empty text in place of NULL.
     */
    NOT_NULL_IN_PARENTHESES,

    /**
     * ADD COLUMN ... NOT NULL without a default as TEXT, ENUM, JSON, bytes or time stamp: no event
     * tells what the rows hold.
     */
    IMPLICIT_VALUES_OF_UNBOUNDED_TYPES,

    /** A default of VARBINARY or BIT(n): StarRocks takes none for VARBINARY. */
    DEFAULTS_OF_BYTES,

    /** MODIFY to a type that changes values: MySQL rewrites the rows and tells nobody. */
    LOSSY_NARROWING,

    /**
     * MODIFY of a DECIMAL to text after its scale was reduced: StarRocks kept the scale, and the
     * texts of old values show it.
     */
    TEXT_OF_NARROWED_DECIMALS,

    /**
     * A name that another column of the table had before it was renamed: StarRocks refuses to add
     * it, and the job fails with every behavior, because to leave the column out would lose values
     * where the change is a repetition.
     */
    NAMES_RENAMED_AWAY,

    /**
     * A rename of a column that was added since the last checkpoint: when both come again, nothing
     * tells the repetition from a new column of that name, which StarRocks refuses, and the job
     * fails and says so.
     */
    RENAMES_OF_YOUNG_COLUMNS,

    /**
     * A rename to the name of a column that was dropped: from then on a drop may be a repetition
     * that means the other column, and is kept under a name of its own, as docs/schema-evolution.md
     * says.
     */
    RENAMES_TO_USED_NAMES,

    /**
     * A name that the table had before: with lenient the column is still there, and Flink CDC adds
     * it to its schema a second time.
     */
    USED_NAMES_IN_LENIENT(Behavior.LENIENT),

    /**
     * A column that is added under the name of a dropped one with values of another kind: rows from
     * before that come again after a restart do not fit.
     */
    USED_NAMES_WITH_OTHER_TYPES,

    /**
     * Tables whose names have other characters than letters, digits, _ and -: Flink CDC does not
     * find the schema of their rows, which come under the name of a topic, and fails the job.
     */
    TABLE_NAMES,

    /**
     * Changes of key columns: StarRocks does not change their type or drop them, and Flink CDC
     * forgets the key of a table whose key column is renamed.
     */
    KEY_COLUMNS,

    /**
     * SET: where a table of StarRocks is not the source's, Flink CDC reads every field of a row,
     * finds a text where its type says array, and fails the job.
     */
    SETS_IN_FITTED_ROWS(Behavior.TRY_EVOLVE, Behavior.LENIENT),

    /** Type changes that StarRocks cannot do: they fail the job. */
    REFUSED_TYPES(Behavior.EVOLVE, Behavior.LENIENT);

    private final Set<Behavior> behaviors;

    Exclusion(Behavior... behaviors) {
        this.behaviors =
                behaviors.length == 0
                        ? EnumSet.allOf(Behavior.class)
                        : EnumSet.copyOf(Arrays.asList(behaviors));
    }

    boolean appliesTo(Behavior behavior) {
        return behaviors.contains(behavior);
    }
}
