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

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Types of MySQL whose values fit into those of a higher rank, so that a column moves up at any
 * time and down as long as no larger value was written.
 */
enum Family {
    INTEGER("7", Implicit.KNOWN, "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT") {
        @Override
        String literal(int rank, Random random) {
            return Literals.integer(
                    random,
                    new long[] {127, 32767, 8388607, Integer.MAX_VALUE, Long.MAX_VALUE}[rank]);
        }
    },
    UNSIGNED("7", Implicit.KNOWN, "SMALLINT UNSIGNED", "INT UNSIGNED", "BIGINT UNSIGNED") {
        @Override
        String literal(int rank, Random random) {
            return Literals.unsigned(random, 16 << rank);
        }
    },
    DECIMAL(
            "1.50",
            Implicit.KNOWN,
            "DECIMAL(8,2)",
            "DECIMAL(12,2)",
            "DECIMAL(18,4)",
            "DECIMAL(28,6)") {
        @Override
        String literal(int rank, Random random) {
            return Literals.decimal(
                    random, new int[] {8, 12, 18, 28}[rank], new int[] {2, 2, 4, 6}[rank]);
        }
    },
    FLOATING("1.5", Implicit.KNOWN, "FLOAT", "DOUBLE") {
        @Override
        String literal(int rank, Random random) {
            return rank == 0 ? Literals.shortFloat(random) : Literals.doubleNumber(random);
        }
    },
    TEXT(
            "'new'",
            Implicit.KNOWN,
            "CHAR(10)",
            "VARCHAR(20)",
            "VARCHAR(60)",
            "VARCHAR(300)",
            "TEXT",
            "MEDIUMTEXT") {
        @Override
        String literal(int rank, Random random) {
            return Literals.text(random, new int[] {10, 20, 60, 300, 3000, 9000}[rank]);
        }

        @Override
        boolean isUnbounded(int rank) {
            return rank >= 4;
        }
    },
    DATE("'2024-02-29'", Implicit.UNKNOWN, "DATE", "DATETIME", "DATETIME(3)", "DATETIME(6)") {
        @Override
        String literal(int rank, Random random) {
            return rank == 0
                    ? Literals.date(random, 120)
                    : Literals.dateTime(random, 120, (rank - 1) * 3);
        }
    },
    TIMESTAMP(
            "'2024-01-01 00:00:00'",
            Implicit.UNKNOWN,
            "TIMESTAMP",
            "TIMESTAMP(3)",
            "TIMESTAMP(6)") {
        @Override
        String literal(int rank, Random random) {
            return Literals.dateTime(random, 65, rank * 3);
        }
    },
    TIME("'12:00:00'", Implicit.KNOWN, "TIME", "TIME(3)") {
        @Override
        String literal(int rank, Random random) {
            return Literals.time(random, rank * 3);
        }
    },
    BYTES(null, Implicit.UNKNOWN, "VARBINARY(16)", "VARBINARY(64)", "BLOB") {
        @Override
        String literal(int rank, Random random) {
            return Literals.bytes(random, new int[] {16, 64, 500}[rank]);
        }
    },
    TRUTH("1", Implicit.KNOWN, "TINYINT(1)") {
        @Override
        String literal(int rank, Random random) {
            return Integer.toString(random.nextInt(2));
        }
    },
    BIT("b'1'", Implicit.KNOWN, "BIT(1)") {
        @Override
        String literal(int rank, Random random) {
            return "b'" + random.nextInt(2) + "'";
        }
    },
    BITS(null, Implicit.UNKNOWN, "BIT(10)") {
        @Override
        String literal(int rank, Random random) {
            return Integer.toString(random.nextInt(1024));
        }
    },
    ENUM("'new'", Implicit.UNKNOWN, "ENUM('new','paid')", "ENUM('new','paid','it''s gone')") {
        @Override
        String literal(int rank, Random random) {
            return List.of("'new'", "'paid'", "'it''s gone'").get(random.nextInt(rank + 2));
        }
    },
    SET("'a'", Implicit.UNKNOWN, "SET('a','b','c')") {
        @Override
        String literal(int rank, Random random) {
            return List.of("''", "'a'", "'b,c'", "'a,b,c'").get(random.nextInt(4));
        }
    },
    JSON(null, Implicit.UNKNOWN, "JSON") {
        @Override
        String literal(int rank, Random random) {
            return Literals.quoted(
                    "{\"n\": %d, \"t\": \"größe %d\", \"a\": [true, null, 1.5]}"
                            .formatted(random.nextInt(), random.nextInt(100)));
        }
    },
    YEAR("2024", Implicit.UNKNOWN, "YEAR") {
        @Override
        String literal(int rank, Random random) {
            return Integer.toString(1901 + random.nextInt(255));
        }
    };

    /**
     * Whether it is known outside of MySQL what it writes where a NOT NULL column has no default.
     */
    private enum Implicit {
        KNOWN,
        UNKNOWN
    }

    private final Optional<String> defaultLiteral;
    private final Implicit implicit;
    private final List<String> types;

    Family(String defaultLiteral, Implicit implicit, String... types) {
        this.defaultLiteral = Optional.ofNullable(defaultLiteral);
        this.implicit = implicit;
        this.types = List.of(types);
    }

    /** A value that the type of that rank takes, and those below perhaps do not. */
    abstract String literal(int rank, Random random);

    /** Types without a length, for which MySQL has no defaults. */
    boolean isUnbounded(int rank) {
        return false;
    }

    /** See {@link Exclusion#DEFAULTS_OF_BYTES}. */
    Optional<String> defaultLiteral(int rank) {
        return isUnbounded(rank) ? Optional.empty() : defaultLiteral;
    }

    /** See {@link Exclusion#IMPLICIT_VALUES_OF_UNBOUNDED_TYPES}. */
    boolean hasKnownImplicitValue(int rank) {
        return implicit == Implicit.KNOWN && !isUnbounded(rank);
    }

    int ranks() {
        return types.size();
    }

    String sql(int rank) {
        return types.get(rank);
    }

    ColumnType type(int rank) {
        return new ColumnType(this, rank);
    }
}
