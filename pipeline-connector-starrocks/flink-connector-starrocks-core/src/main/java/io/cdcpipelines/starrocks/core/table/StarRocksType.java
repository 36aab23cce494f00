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

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a StarRocks column, as far as a sink has to know it: a value that renders itself for
 * DDL and is read back from what {@code DESC}, {@code SHOW COLUMNS} and {@code SHOW CREATE TABLE}
 * print. Types that no mapping produces (arrays, sketches, types of newer servers) are kept as
 * their text.
 */
public final class StarRocksType implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The families of types; {@link #OTHER} is every type that is carried as text only. */
    public enum Kind {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INT,
        BIGINT,
        LARGEINT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        CHAR,
        VARCHAR,
        VARBINARY,
        DATE,
        DATETIME,
        JSON,
        OTHER
    }

    public static final int MAX_CHAR_BYTES = 255;
    public static final int MAX_VARCHAR_BYTES = 1_048_576;
    public static final int MAX_DECIMAL_PRECISION = 38;

    public static final StarRocksType BOOLEAN = plain(Kind.BOOLEAN);
    public static final StarRocksType TINYINT = plain(Kind.TINYINT);
    public static final StarRocksType SMALLINT = plain(Kind.SMALLINT);
    public static final StarRocksType INT = plain(Kind.INT);
    public static final StarRocksType BIGINT = plain(Kind.BIGINT);
    public static final StarRocksType LARGEINT = plain(Kind.LARGEINT);
    public static final StarRocksType FLOAT = plain(Kind.FLOAT);
    public static final StarRocksType DOUBLE = plain(Kind.DOUBLE);
    public static final StarRocksType DATE = plain(Kind.DATE);
    public static final StarRocksType DATETIME = plain(Kind.DATETIME);
    public static final StarRocksType JSON = plain(Kind.JSON);

    /** Bytes of any length that the server allows. */
    public static final StarRocksType VARBINARY = plain(Kind.VARBINARY);

    private static final Pattern FORM =
            Pattern.compile("([a-z ]+?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

    private final Kind kind;
    private final int first;
    private final int second;
    private final String text;

    private StarRocksType(Kind kind, int first, int second, String text) {
        this.kind = kind;
        this.first = first;
        this.second = second;
        this.text = text;
    }

    private static StarRocksType plain(Kind kind) {
        return new StarRocksType(kind, 0, 0, kind.name());
    }

    /**
     * @param bytes 1 to {@value #MAX_CHAR_BYTES}
     */
    public static StarRocksType charOf(int bytes) {
        requireRange("CHAR length", bytes, 1, MAX_CHAR_BYTES);
        return new StarRocksType(Kind.CHAR, bytes, 0, "CHAR(" + bytes + ")");
    }

    /**
     * @param bytes 1 to {@value #MAX_VARCHAR_BYTES}
     */
    public static StarRocksType varchar(int bytes) {
        requireRange("VARCHAR length", bytes, 1, MAX_VARCHAR_BYTES);
        return new StarRocksType(Kind.VARCHAR, bytes, 0, "VARCHAR(" + bytes + ")");
    }

    /**
     * @param precision 1 to {@value #MAX_DECIMAL_PRECISION}
     * @param scale 0 to precision
     */
    public static StarRocksType decimal(int precision, int scale) {
        requireRange("DECIMAL precision", precision, 1, MAX_DECIMAL_PRECISION);
        requireRange("DECIMAL scale", scale, 0, precision);
        return new StarRocksType(
                Kind.DECIMAL, precision, scale, "DECIMAL(" + precision + ", " + scale + ")");
    }

    /** A type that is carried as the server prints it. */
    public static StarRocksType other(String text) {
        return new StarRocksType(Kind.OTHER, 0, 0, text);
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", must be " + least + " to " + most);
        }
    }

    /**
     * Reads a type as the server prints it, with or without display widths, in any case: {@code
     * int}, {@code int(11)}, {@code decimal(10,2)}, {@code varchar(20)}. What is not recognised
     * becomes {@link Kind#OTHER}.
     */
    public static StarRocksType parse(String printed) {
        String form = printed.trim().toLowerCase(Locale.ROOT);
        Matcher matcher = FORM.matcher(form);
        if (!matcher.matches()) {
            return other(printed.trim());
        }
        String name = matcher.group(1);
        int first = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
        int second = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
        switch (name) {
            case "boolean":
                return BOOLEAN;
            case "tinyint":
                return TINYINT;
            case "smallint":
                return SMALLINT;
            case "int":
            case "integer":
                return INT;
            case "bigint":
                return BIGINT;
            case "largeint":
                return LARGEINT;
            case "float":
                return FLOAT;
            case "double":
                return DOUBLE;
            case "decimal":
            case "decimalv2":
            case "decimal32":
            case "decimal64":
            case "decimal128":
                return parsedDecimal(printed, first < 0 ? 10 : first, Math.max(second, 0));
            case "char":
                return first > MAX_CHAR_BYTES ? other(printed) : charOf(Math.max(first, 1));
            case "varchar":
                return first > MAX_VARCHAR_BYTES ? other(printed) : varchar(Math.max(first, 1));
            case "string":
            case "text":
                return varchar(65533);
            case "binary":
            case "varbinary":
                return VARBINARY;
            case "date":
                return DATE;
            case "datetime":
                return DATETIME;
            case "json":
                return JSON;
            default:
                return other(printed.trim());
        }
    }

    /** Servers from 4.0 on know more than 38 digits; the connector does not. */
    private static StarRocksType parsedDecimal(String printed, int precision, int scale) {
        return precision < 1 || precision > MAX_DECIMAL_PRECISION || scale > precision
                ? other(printed.trim())
                : decimal(precision, scale);
    }

    public Kind kind() {
        return kind;
    }

    /** The length in bytes of a CHAR or VARCHAR. */
    public int length() {
        requireKind(kind == Kind.CHAR || kind == Kind.VARCHAR, "length");
        return first;
    }

    /** All digits of a DECIMAL. */
    public int precision() {
        requireKind(kind == Kind.DECIMAL, "precision");
        return first;
    }

    /** The digits of a DECIMAL behind the point. */
    public int scale() {
        requireKind(kind == Kind.DECIMAL, "scale");
        return second;
    }

    /** How many digits before the point a value of an integer type or a DECIMAL has at most. */
    public int integerDigits() {
        requireKind(isInteger() || kind == Kind.DECIMAL, "digits");
        return kind == Kind.DECIMAL ? first - second : TypeRules.integerDigits(kind);
    }

    public boolean isInteger() {
        return kind.compareTo(Kind.TINYINT) >= 0 && kind.compareTo(Kind.LARGEINT) <= 0;
    }

    private void requireKind(boolean holds, String property) {
        if (!holds) {
            throw new IllegalStateException(text + " has no " + property);
        }
    }

    public boolean isText() {
        return kind == Kind.CHAR || kind == Kind.VARCHAR;
    }

    /** Whether a primary key column may have this type (StarRocks 2.3 to 4.0). */
    public boolean isKeyType() {
        switch (kind) {
            case BOOLEAN:
            case TINYINT:
            case SMALLINT:
            case INT:
            case BIGINT:
            case LARGEINT:
            case DATE:
            case DATETIME:
            case VARCHAR:
                return true;
            default:
                return false;
        }
    }

    /** Whether the rows of a table without a primary key can be sorted by such a column. */
    public boolean isSortable() {
        switch (kind) {
            case FLOAT:
            case DOUBLE:
            case VARBINARY:
            case JSON:
            case OTHER:
                return false;
            default:
                return true;
        }
    }

    /** Whether a column of this type takes every value of {@code other} without changing it. */
    public boolean holds(StarRocksType other) {
        return TypeRules.holds(this, other);
    }

    /** Whether {@code ALTER TABLE ... MODIFY COLUMN} turns a value column into {@code target}. */
    public boolean canChangeTo(StarRocksType target) {
        return TypeRules.canChange(this, target);
    }

    /** The type as it is written in a column definition. */
    public String ddl() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StarRocksType
                && ((StarRocksType) other).kind == kind
                && ((StarRocksType) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
