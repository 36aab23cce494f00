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

package io.cdcpipelines.starrocks.cdc.type;

import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Objects;
import org.apache.flink.cdc.common.types.ArrayType;
import org.apache.flink.cdc.common.types.BinaryType;
import org.apache.flink.cdc.common.types.CharType;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.DecimalType;
import org.apache.flink.cdc.common.types.LocalZonedTimestampType;
import org.apache.flink.cdc.common.types.MapType;
import org.apache.flink.cdc.common.types.RowType;
import org.apache.flink.cdc.common.types.TimeType;
import org.apache.flink.cdc.common.types.TimestampType;
import org.apache.flink.cdc.common.types.VarBinaryType;
import org.apache.flink.cdc.common.types.VarCharType;
import org.apache.flink.cdc.common.types.ZonedTimestampType;

/**
 * Decides for every CDC type what it becomes in StarRocks: the only switch over CDC types.
 * Immutable; each call gives a mapping of its own, to be used by one thread.
 */
public final class TypeMappings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ZoneId localTimeZone;
    private final int unicodeCharMaxBytes;
    private final OutOfRange outOfRange;

    /** Mappings with which a value that StarRocks cannot hold fails the job. */
    public TypeMappings(ZoneId localTimeZone, int unicodeCharMaxBytes) {
        this(localTimeZone, unicodeCharMaxBytes, OutOfRange.FAIL);
    }

    /**
     * @param localTimeZone the zone in which points in time become a DATETIME
     * @param unicodeCharMaxBytes how many bytes to reserve for one character, 1 to 4
     */
    public TypeMappings(ZoneId localTimeZone, int unicodeCharMaxBytes, OutOfRange outOfRange) {
        if (unicodeCharMaxBytes < 1 || unicodeCharMaxBytes > 4) {
            throw new IllegalArgumentException(
                    "Bytes per character are 1 to 4, got " + unicodeCharMaxBytes);
        }
        this.localTimeZone = Objects.requireNonNull(localTimeZone, "localTimeZone");
        this.unicodeCharMaxBytes = unicodeCharMaxBytes;
        this.outOfRange = Objects.requireNonNull(outOfRange, "outOfRange");
    }

    /** What is to happen when a writer of these mappings refuses a value. */
    public OutOfRange outOfRange() {
        return outOfRange;
    }

    /**
     * The mapping of a column that is not part of the primary key. There is one for every type,
     * also for those of newer frameworks.
     */
    public ColumnMapping value(DataType type) {
        switch (type.getTypeRoot()) {
            case BOOLEAN:
                return plain(StarRocksType.BOOLEAN, NumberFields.BOOLEAN);
            case TINYINT:
                return plain(StarRocksType.TINYINT, NumberFields.TINYINT);
            case SMALLINT:
                return plain(StarRocksType.SMALLINT, NumberFields.SMALLINT);
            case INTEGER:
                return plain(StarRocksType.INT, NumberFields.INT);
            case BIGINT:
                return plain(StarRocksType.BIGINT, NumberFields.BIGINT);
            case FLOAT:
                return plain(StarRocksType.FLOAT, NumberFields.FLOAT);
            case DOUBLE:
                return plain(StarRocksType.DOUBLE, NumberFields.DOUBLE);
            case DECIMAL:
                DecimalType decimal = (DecimalType) type;
                return plain(
                        StarRocksType.decimal(decimal.getPrecision(), decimal.getScale()),
                        NumberFields.decimal(decimal.getPrecision(), decimal.getScale()));
            case CHAR:
                return text(characters(((CharType) type).getLength()), TextFields.TEXT);
            case VARCHAR:
                return text(characters(((VarCharType) type).getLength()), TextFields.TEXT);
            case BINARY:
            case VARBINARY:
                return ColumnMapping.of(
                        StarRocksType.VARBINARY, FieldEncoding.BASE64, TextFields.BYTES);
            case DATE:
                return plain(StarRocksType.DATE, TemporalFields.DATE);
            case TIME_WITHOUT_TIME_ZONE:
                return text(
                        TemporalFields.TIME_WIDTH,
                        TemporalFields.time(((TimeType) type).getPrecision()));
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return plain(
                        StarRocksType.DATETIME,
                        TemporalFields.timestamp(((TimestampType) type).getPrecision()));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return plain(
                        StarRocksType.DATETIME,
                        TemporalFields.localZoned(
                                ((LocalZonedTimestampType) type).getPrecision(), localTimeZone));
            case TIMESTAMP_WITH_TIME_ZONE:
                return plain(
                        StarRocksType.DATETIME,
                        TemporalFields.zoned(
                                ((ZonedTimestampType) type).getPrecision(), localTimeZone));
            case ARRAY:
                return text(StarRocksType.MAX_VARCHAR_BYTES, NestedFields.array((ArrayType) type));
            case MAP:
                return text(StarRocksType.MAX_VARCHAR_BYTES, NestedFields.map((MapType) type));
            case ROW:
                return text(StarRocksType.MAX_VARCHAR_BYTES, NestedFields.row((RowType) type));
            default:
                // VARIANT, which Flink CDC has since 3.6, and what comes after it.
                return text(StarRocksType.MAX_VARCHAR_BYTES, new NewerFields(type));
        }
    }

    /**
     * The mapping of a primary key column: {@link #value} where StarRocks takes that type as a key,
     * else the nearest type that it takes and that keeps different keys different.
     */
    public ColumnMapping key(DataType type) {
        switch (type.getTypeRoot()) {
            case DECIMAL:
                return decimalKey((DecimalType) type);
            case FLOAT:
                return text(TextFields.FLOATING_POINT_WIDTH, TextFields.FLOAT);
            case DOUBLE:
                return text(TextFields.FLOATING_POINT_WIDTH, TextFields.DOUBLE);
            case BINARY:
                return text(hexWidth(((BinaryType) type).getLength()), TextFields.HEX);
            case VARBINARY:
                return text(hexWidth(((VarBinaryType) type).getLength()), TextFields.HEX);
            default:
                return value(type);
        }
    }

    /** 38 nines are less than 2^127, so that every whole number of a DECIMAL is a LARGEINT. */
    private static ColumnMapping decimalKey(DecimalType type) {
        int precision = type.getPrecision();
        if (type.getScale() > 0) {
            // Sign and point, and the zero before a point that has no digit of its own there.
            int width = Math.max(precision, type.getScale() + 1) + 2;
            return text(width, NumberFields.decimal(precision, type.getScale()));
        }
        return precision <= NumberFields.LONG_DIGITS
                ? plain(StarRocksType.BIGINT, NumberFields.decimalAsLong(precision))
                : plain(StarRocksType.LARGEINT, NumberFields.decimal(precision, 0));
    }

    /** Whether a column is text only because StarRocks has no type like that of its source. */
    public static boolean isTextInstead(DataType type, StarRocksType mapped) {
        return mapped.isText()
                && type.getTypeRoot() != DataTypeRoot.CHAR
                && type.getTypeRoot() != DataTypeRoot.VARCHAR;
    }

    private int characters(int length) {
        return atMostVarchar((long) length * unicodeCharMaxBytes);
    }

    private static int hexWidth(int bytes) {
        return atMostVarchar(2L * bytes);
    }

    private static int atMostVarchar(long bytes) {
        return (int) Math.max(1, Math.min(bytes, StarRocksType.MAX_VARCHAR_BYTES));
    }

    private static ColumnMapping plain(StarRocksType type, FieldWriter writer) {
        return ColumnMapping.of(type, FieldEncoding.PLAIN, writer);
    }

    private static ColumnMapping text(int bytes, FieldWriter writer) {
        return plain(StarRocksType.varchar(bytes), writer);
    }
}
