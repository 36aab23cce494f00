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

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.util.ArrayList;
import java.util.List;
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
        IMPOSSIBLE
    }

    /** Whether text columns that were laid out with three bytes per character are good enough. */
    enum TextSlack {
        NONE,
        /** Tables of other connectors: every character of the basic plane has three bytes. */
        THREE_BYTES_PER_CHARACTER
    }

    private static final int TEXT_OF_ANY_NUMBER = 64;

    private final Verdict verdict;
    private final StarRocksColumn existing;
    private final StarRocksColumn needed;
    private final StarRocksColumn modified;
    private final String obstacle;

    private ColumnFit(
            Verdict verdict,
            StarRocksColumn existing,
            StarRocksColumn needed,
            StarRocksColumn modified,
            String obstacle) {
        this.verdict = verdict;
        this.existing = existing;
        this.needed = needed;
        this.modified = modified;
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

    static ColumnFit ofValue(StarRocksColumn existing, StarRocksColumn needed, TextSlack slack) {
        if (!existing.name().equals(needed.name())) {
            return differsInCase(existing, needed);
        }
        boolean takesNull = existing.isNullable() || !needed.isNullable();
        boolean takesValues = holds(existing, needed, slack);
        if (takesValues && takesNull) {
            return fits(existing, needed);
        }
        Optional<StarRocksType> type =
                takesValues ? Optional.of(existing.type()) : wider(existing.type(), needed.type());
        if (type.isEmpty()) {
            return impossible(
                    existing,
                    needed,
                    "column "
                            + needed.name()
                            + " is "
                            + existing.type()
                            + " and StarRocks cannot change it to "
                            + needed.type()
                            + ": add a column of the new type in the source, or create the table"
                            + " anew");
        }
        StarRocksColumn modified = existing.withType(type.get());
        return new ColumnFit(
                Verdict.MODIFY,
                existing,
                needed,
                takesNull ? modified : modified.asNullable(),
                null);
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

    private static ColumnFit impossible(
            StarRocksColumn existing, StarRocksColumn needed, String obstacle) {
        return new ColumnFit(Verdict.IMPOSSIBLE, existing, needed, null, obstacle);
    }

    /** A type that StarRocks can change to and that keeps the old values and takes the new ones. */
    private static Optional<StarRocksType> wider(StarRocksType has, StarRocksType needs) {
        return candidates(has, needs).stream()
                .filter(has::canChangeTo)
                .filter(type -> type.holds(needs))
                .filter(type -> type.holds(has) || type.kind() == Kind.DOUBLE)
                .findFirst();
    }

    private static List<StarRocksType> candidates(StarRocksType has, StarRocksType needs) {
        List<StarRocksType> candidates = new ArrayList<>();
        candidates.add(needs);
        if (has.kind() == Kind.DECIMAL && needs.kind() == Kind.DECIMAL) {
            int scale = Math.max(has.scale(), needs.scale());
            int digits = Math.max(has.precision() - has.scale(), needs.precision() - needs.scale());
            if (digits + scale <= StarRocksType.MAX_DECIMAL_PRECISION) {
                candidates.add(StarRocksType.decimal(digits + scale, scale));
            }
        }
        if (needs.kind() == Kind.DECIMAL) {
            candidates.add(StarRocksType.LARGEINT);
        }
        if (needs.kind() == Kind.FLOAT) {
            candidates.add(StarRocksType.DOUBLE);
        }
        if (has.isText() && has.length() < TEXT_OF_ANY_NUMBER) {
            candidates.add(StarRocksType.varchar(TEXT_OF_ANY_NUMBER));
        }
        return candidates;
    }

    Verdict verdict() {
        return verdict;
    }

    /** With {@link Verdict#MODIFY}: the complete definition that makes the column fit. */
    StarRocksColumn modified() {
        return modified;
    }

    /** With {@link Verdict#IMPOSSIBLE}: what stands in the way, and what to do. */
    String obstacle() {
        return obstacle;
    }

    /** With {@link Verdict#FITS_WIDER}: what stays as it is. */
    String remark() {
        return "column "
                + existing.name()
                + " stays "
                + existing.type()
                + " where the source needs "
                + needed.type();
    }
}
