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

import io.cdcpipelines.starrocks.core.format.RowWriter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.ZonedTimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;

/** The wire forms of dates and times. Values outside of the years 0 to 9999 are refused. */
final class TemporalFields {
    /** {@code -838:59:59.999}, rounded up. */
    static final int TIME_WIDTH = 16;

    /** A TIME travels through Flink CDC in milliseconds, whatever its precision. */
    private static final int TIME_FRACTION_DIGITS = 3;

    private static final int[] MILLIS_BY_FRACTION_DIGITS = {1_000, 100, 10, 1};

    /** 838:59:59, the longest TIME of MySQL. */
    private static final long LONGEST_TIME_MILLIS = 3_020_399_000L;

    private static final long INT_VALUES = 1L << Integer.SIZE;

    private static final int FIRST_DAY = (int) LocalDate.of(0, 1, 1).toEpochDay();
    private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long FIRST_SECOND =
            LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST_SECOND =
            LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private static final UnsupportedValueException NO_SUCH_DATE =
            new UnsupportedValueException("A DATE is outside of 0000-01-01 to 9999-12-31");

    private static final UnsupportedValueException NO_SUCH_DATETIME =
            new UnsupportedValueException(
                    "A DATETIME is outside of 0000-01-01 00:00:00 to 9999-12-31 23:59:59.999999");

    static final FieldWriter DATE =
            (row, pos, out) -> {
                int day = row.getInt(pos);
                if (day < FIRST_DAY || day > LAST_DAY) {
                    throw NO_SUCH_DATE;
                }
                out.writeDate(day);
            };

    private TemporalFields() {}

    static FieldWriter time(int precision) {
        int fractionDigits = Math.min(precision, TIME_FRACTION_DIGITS);
        int unit = MILLIS_BY_FRACTION_DIGITS[fractionDigits];
        return (row, pos, out) ->
                out.writeTime(withoutOverflow(row.getInt(pos), unit), fractionDigits);
    }

    /**
     * The framework keeps the milliseconds of a TIME in 32 bits, which overflow beyond 596:31:23.
     * The number of values of 32 bits is no multiple of ten, so that what overflowed is no multiple
     * of the column's unit, and a multiple again where it came from. A value for which both holds
     * and which comes from within MySQL's range is one: it is longer than 354 hours, which nothing
     * but a MySQL column is, and a fraction that its column does not have.
     */
    private static long withoutOverflow(int millis, int unit) {
        if (millis % unit == 0) {
            return millis;
        }
        long before = millis < 0 ? millis + INT_VALUES : millis - INT_VALUES;
        return before % unit == 0 && Math.abs(before) <= LONGEST_TIME_MILLIS ? before : millis;
    }

    static FieldWriter timestamp(int precision) {
        return (row, pos, out) -> {
            if (InPlace.canRead(row)) {
                BinaryRecordData record = (BinaryRecordData) row;
                writeWallClock(
                        InPlace.millis(record, pos), InPlace.nanosOfMilli(record, pos), 0, out);
                return;
            }
            TimestampData value = row.getTimestamp(pos, precision);
            writeWallClock(value.getMillisecond(), value.getNanoOfMillisecond(), 0, out);
        };
    }

    static FieldWriter localZoned(int precision, ZoneId zone) {
        ZoneOffsets offsets = new ZoneOffsets(zone);
        return (row, pos, out) -> {
            if (InPlace.canRead(row)) {
                BinaryRecordData record = (BinaryRecordData) row;
                writePointInTime(
                        InPlace.millis(record, pos),
                        InPlace.nanosOfMilli(record, pos),
                        offsets,
                        out);
                return;
            }
            LocalZonedTimestampData value = row.getLocalZonedTimestampData(pos, precision);
            writePointInTime(
                    value.getEpochMillisecond(), value.getEpochNanoOfMillisecond(), offsets, out);
        };
    }

    static FieldWriter zoned(int precision, ZoneId zone) {
        ZoneOffsets offsets = new ZoneOffsets(zone);
        return (row, pos, out) -> {
            ZonedTimestampData value = row.getZonedTimestamp(pos, precision);
            writePointInTime(
                    value.toInstant().toEpochMilli(), value.getNanoOfMillisecond(), offsets, out);
        };
    }

    private static void writePointInTime(
            long millis, int nanosOfMilli, ZoneOffsets offsets, RowWriter out) {
        int offsetSeconds = offsets.secondsAt(Math.floorDiv(millis, 1000L));
        writeWallClock(millis, nanosOfMilli, offsetSeconds, out);
    }

    private static void writeWallClock(
            long millis, int nanosOfMilli, int offsetSeconds, RowWriter out) {
        long second = Math.floorDiv(millis, 1000L) + offsetSeconds;
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            throw NO_SUCH_DATETIME;
        }
        int micros = Math.floorMod(millis, 1000) * 1000 + nanosOfMilli / 1000;
        out.writeDateTime(second, micros);
    }
}
