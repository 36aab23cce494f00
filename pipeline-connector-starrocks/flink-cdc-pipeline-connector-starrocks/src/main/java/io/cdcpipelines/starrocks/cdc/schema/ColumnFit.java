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

import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.DefaultValues;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.Optional;

/**
 * How a column that exists goes with the column that rows need, and what would make it fit: an
 * immutable verdict. Columns are only ever widened.
 */
final class ColumnFit {

    /** The verdicts. */
    enum Verdict {
        FITS,
        /** The column takes all values, but is not what the source has now. */
        FITS_WIDER,
        MODIFY,
        /** StarRocks cannot modify the column, but its values go into a new one. */
        CONVERT,
        IMPOSSIBLE
    }

    /** Whether text columns that were laid out with three bytes per character are good enough. */
    enum TextSlack {
        NONE,
        /** Tables of other connectors: every character of the basic plane has three bytes. */
        THREE_BYTES_PER_CHARACTER
    }

    private final Verdict verdict;
    private final StarRocksColumn existing;
    private final StarRocksColumn needed;
    private final StarRocksColumn changed;
    private final String obstacle;

    private ColumnFit(
            Verdict verdict,
            StarRocksColumn existing,
            StarRocksColumn needed,
            StarRocksColumn changed,
            String obstacle) {
        this.verdict = verdict;
        this.existing = existing;
        this.needed = needed;
        this.changed = changed;
        this.obstacle = obstacle;
    }

    /**
     * Key columns can neither be modified nor be nullable.
     *
     * @param values the type that the column had if it were none of the key: other connectors keep
     *     whole numbers as text that is just as long as these take
     */
    static ColumnFit ofKey(
            StarRocksColumn existing,
            StarRocksColumn needed,
            StarRocksType values,
            TextSlack slack) {
        if (!existing.name().equals(needed.name())) {
            return differsInCase(existing, needed);
        }
        boolean takesAsText = existing.type().isText() && existing.type().holds(values);
        return takesAsText || holds(existing, needed, slack)
                ? fits(existing, needed)
                : impossible(
                        existing,
                        needed,
                        "key column "
                                + needed.name()
                                + " is "
                                + existing.type()
                                + " and would have to be "
                                + needed.type()
                                + ", but StarRocks does not change key columns: stop the job,"
                                + " create a table with the new key (CREATE TABLE ... PRIMARY"
                                + " KEY), fill it (INSERT INTO ... SELECT), exchange the two"
                                + " (ALTER TABLE ... SWAP WITH) and start the job again from its"
                                + " last checkpoint");
    }

    static ColumnFit ofValue(
            StarRocksColumn existing,
            StarRocksColumn needed,
            TextSlack slack,
            TypeConflictPolicy onConflict) {
        if (!existing.name().equals(needed.name())) {
            return differsInCase(existing, needed);
        }
        StarRocksType has = existing.type();
        boolean takesNull = existing.isNullable() || !needed.isNullable();
        StarRocksColumn asNullable = takesNull ? existing : existing.asNullable();
        if (holds(existing, needed, slack)) {
            return takesNull
                    ? fits(existing, needed)
                    : changed(Verdict.MODIFY, existing, needed, asNullable);
        }
        Optional<StarRocksType> wider = TypeChoice.byModifying(has, needed.type());
        if (wider.isPresent()) {
            return changed(Verdict.MODIFY, existing, needed, asNullable.withType(wider.get()));
        }
        Optional<StarRocksType> other = TypeChoice.byConverting(has, needed.type());
        if (other.isEmpty() || onConflict == TypeConflictPolicy.FAIL) {
            return impossible(existing, needed, obstacle(existing, needed, other));
        }
        return has.canChangeTo(other.get())
                ? changed(Verdict.MODIFY, existing, needed, asNullable.withType(other.get()))
                : converted(existing, needed, other.get());
    }

    private static String obstacle(
            StarRocksColumn existing, StarRocksColumn needed, Optional<StarRocksType> other) {
        return "column "
                + needed.name()
                + " is "
                + existing.type()
                + " and StarRocks cannot change it to "
                + needed.type()
                + ": "
                + other.map(
                                type ->
                                        "set table.on-type-conflict to new-column (StarRocks 3.3.2 and"
                                                + " newer), which makes it "
                                                + type
                                                + ", ")
                        .orElse("")
                + "add a column of the new type in the source, or create the table anew";
    }

    /** The new column is nullable, because StarRocks adds no other without a default. */
    private static ColumnFit converted(
            StarRocksColumn existing, StarRocksColumn needed, StarRocksType type) {
        StarRocksColumn plain =
                StarRocksColumn.of(existing.name(), type).withComment(existing.comment());
        StarRocksColumn target =
                existing.defaultValue()
                        .flatMap(value -> DefaultValues.converted(value, existing.type(), type))
                        .map(plain::withDefault)
                        .orElse(plain);
        return changed(Verdict.CONVERT, existing, needed, target);
    }

    private static boolean holds(
            StarRocksColumn existing, StarRocksColumn needed, TextSlack slack) {
        StarRocksType has = existing.type();
        StarRocksType needs = needed.type();
        return has.holds(needs)
                || slack == TextSlack.THREE_BYTES_PER_CHARACTER
                        && has.isText()
                        && needs.isText()
                        && 4L * has.length() >= 3L * needs.length();
    }

    private static ColumnFit fits(StarRocksColumn existing, StarRocksColumn needed) {
        Verdict verdict = existing.type().equals(needed.type()) ? Verdict.FITS : Verdict.FITS_WIDER;
        return new ColumnFit(verdict, existing, needed, null, null);
    }

    /** A load matches names by case where the rest of the server does not, and would write NULL. */
    private static ColumnFit differsInCase(StarRocksColumn existing, StarRocksColumn needed) {
        return impossible(
                existing,
                needed,
                "column "
                        + needed.name()
                        + " is called "
                        + existing.name()
                        + " in StarRocks, and loads distinguish case: rename it there or in a"
                        + " transform");
    }

    private static ColumnFit changed(
            Verdict verdict,
            StarRocksColumn existing,
            StarRocksColumn needed,
            StarRocksColumn changed) {
        return new ColumnFit(verdict, existing, needed, changed, null);
    }

    private static ColumnFit impossible(
            StarRocksColumn existing, StarRocksColumn needed, String obstacle) {
        return new ColumnFit(Verdict.IMPOSSIBLE, existing, needed, null, obstacle);
    }

    Verdict verdict() {
        return verdict;
    }

    StarRocksColumn existing() {
        return existing;
    }

    /** With {@link Verdict#MODIFY} and CONVERT: the complete definition that fits. */
    StarRocksColumn changed() {
        return changed;
    }

    /** With {@link Verdict#IMPOSSIBLE}: what stands in the way, and what to do. */
    String obstacle() {
        return obstacle;
    }

    /** With {@link Verdict#FITS_WIDER} and CONVERT: how the column differs from the source. */
    String remark() {
        String change =
                verdict == Verdict.CONVERT
                        ? " becomes " + changed.type() + " through a new column"
                        : " stays " + existing.type();
        return "column " + existing.name() + change + " where the source needs " + needed.type();
    }
}
