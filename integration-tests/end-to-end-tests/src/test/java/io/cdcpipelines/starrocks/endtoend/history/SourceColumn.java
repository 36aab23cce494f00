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

import java.util.Optional;
import java.util.Random;

/** A column outside of the key, as it is in MySQL; confined to the thread of its history. */
final class SourceColumn {

    private String name;
    private ColumnType type;
    private boolean isNullable;
    private Optional<String> defaultLiteral;

    /** The largest rank whose values were written: the column cannot become narrower than that. */
    private int usedRank;

    /** The largest rank that the column ever had, which is the one it still has in StarRocks. */
    private int widestRank;

    private boolean mayHoldNull;
    private boolean isRefused;
    private boolean isYoung;

    SourceColumn(
            String name,
            ColumnType type,
            boolean isNullable,
            Optional<String> defaultLiteral,
            boolean mayHoldNull) {
        this.name = name;
        this.type = type;
        this.isNullable = isNullable;
        this.defaultLiteral = defaultLiteral;
        this.mayHoldNull = mayHoldNull;
        this.widestRank = type.rank();
    }

    String name() {
        return name;
    }

    ColumnType type() {
        return type;
    }

    boolean isNullable() {
        return isNullable;
    }

    int usedRank() {
        return usedRank;
    }

    int widestRank() {
        return widestRank;
    }

    ColumnType widestType() {
        return type.family().type(widestRank);
    }

    boolean mayHoldNull() {
        return mayHoldNull;
    }

    /** Whether the column was added after the last checkpoint. */
    boolean isYoung() {
        return isYoung;
    }

    void addedNow() {
        isYoung = true;
    }

    void checkpointTaken() {
        isYoung = false;
    }

    /** Whether StarRocks refused the type, so that Flink CDC writes NULL from then on. */
    boolean isRefused() {
        return isRefused;
    }

    void rename(String newName) {
        name = newName;
    }

    void retype(ColumnType newType) {
        if (newType.family() != type.family()) {
            usedRank = newType.rank();
            widestRank = newType.rank();
        }
        widestRank = Math.max(widestRank, newType.rank());
        type = newType;
        if (defaultLiteral.isPresent()) {
            defaultLiteral = newType.family().defaultLiteral(newType.rank());
        }
    }

    void refuse() {
        isRefused = true;
    }

    void turnNullability() {
        isNullable = !isNullable;
    }

    void dropDefault() {
        defaultLiteral = Optional.empty();
    }

    /** Type, nullability and default as a definition restates them. */
    String definition() {
        return type.sql()
                + (isNullable ? " NULL" : " NOT NULL")
                + defaultLiteral.map(value -> " DEFAULT " + value).orElse("");
    }

    /** As StarRocks has it where not all of the source's definition is applied. */
    String nullableDefinition() {
        return type.sql() + " NULL";
    }

    /** A value to be written, of which note is taken; mostly one that the narrowest type takes. */
    String nextLiteral(Random random) {
        if (isNullable && random.nextInt(7) == 0) {
            mayHoldNull = true;
            return "NULL";
        }
        int rank = random.nextInt(3) == 0 ? type.rank() : Math.min(usedRank, type.rank());
        usedRank = Math.max(usedRank, rank);
        return type.family().literal(rank, random);
    }
}
