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

package io.cdcpipelines.starrocks.emulator.client;

import io.cdcpipelines.starrocks.emulator.client.CdcType.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.ZonedTimestampData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;

/** The types of days and times, with the years 0 and 9999, and moments before 1970. */
final class TemporalCdcTypes {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final LocalDate FIRST_DAY = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final long FIRST_MICRO = FIRST_DAY.toEpochDay() * 86_400_000_000L;
    private static final long LAST_MICRO = (LAST_DAY.toEpochDay() + 1) * 86_400_000_000L - 1;

    /** 596:31:23, the last whole second that fits into the milliseconds of a record. */
    private static final int LAST_TIME = Integer.MAX_VALUE / 1_000 * 1_000;

    private TemporalCdcTypes() {}

    static List<CdcType> all() {
        List<CdcType> types = new ArrayList<>();
        int firstDay = (int) FIRST_DAY.toEpochDay();
        int days = (int) LAST_DAY.toEpochDay() - firstDay + 1;
        types.add(
                CdcType.of(
                                DataTypes.DATE(),
                                value -> LocalDate.ofEpochDay((int) value).toString(),
                                firstDay,
                                (int) LAST_DAY.toEpochDay(),
                                0,
                                -1)
                        .andRandom(random -> firstDay + random.nextInt(days))
                        .withDefault("2024-02-29", "2024-02-29"));
        types.add(time(0, 1_000).withDefault("12:00:00", "12:00:00"));
        types.add(time(3, 1).withDefault("-838:59:59", "-838:59:59.000"));
        for (int precision : new int[] {0, 3, 6, 9}) {
            types.add(
                    dateTime(
                                    DataTypes.TIMESTAMP(precision),
                                    precision,
                                    micros -> TimestampData.fromLocalDateTime(inUtc(micros)),
                                    value -> ((TimestampData) value).toLocalDateTime())
                            .withDefault("2024-02-29 12:00:00", "2024-02-29 12:00:00"));
            types.add(
                    dateTime(
                                    DataTypes.TIMESTAMP_LTZ(precision),
                                    precision,
                                    micros ->
                                            LocalZonedTimestampData.fromInstant(
                                                    inUtc(micros).toInstant(ZoneOffset.UTC)),
                                    value -> inUtc(((LocalZonedTimestampData) value).toInstant()))
                            .withDefault("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"));
            types.add(
                    dateTime(
                                    DataTypes.TIMESTAMP_TZ(precision),
                                    precision,
                                    micros ->
                                            ZonedTimestampData.fromOffsetDateTime(
                                                    inUtc(micros)
                                                            .atOffset(ZoneOffset.UTC)
                                                            .withOffsetSameInstant(
                                                                    ZoneOffset.ofHours(5))),
                                    value -> inUtc(((ZonedTimestampData) value).toInstant()))
                            .withDefault("0000-00-00 00:00:00", null));
        }
        return types;
    }

    private static CdcType time(int precision, int unit) {
        int last = LAST_TIME / unit;
        return CdcType.of(
                        DataTypes.TIME(precision),
                        value -> timeText((int) value, precision),
                        0,
                        unit,
                        -unit,
                        LAST_TIME,
                        -LAST_TIME)
                .andRandom(random -> random.nextInt(last) * (random.nextBoolean() ? unit : -unit));
    }

    private static String timeText(int millis, int precision) {
        int magnitude = Math.abs(millis);
        int seconds = magnitude / 1_000;
        String fraction = precision == 0 ? "" : ".%03d".formatted(magnitude % 1_000);
        return "%s%02d:%02d:%02d%s"
                .formatted(
                        millis < 0 ? "-" : "",
                        seconds / 3_600,
                        seconds / 60 % 60,
                        seconds % 60,
                        fraction);
    }

    private static CdcType dateTime(
            DataType type,
            int precision,
            LongFunction<Object> ofMicros,
            Function<Object, LocalDateTime> toDateTime) {
        // StarRocks keeps microseconds.
        long unit = (long) Math.pow(10, Math.max(0, 6 - precision));
        return CdcType.of(
                        type,
                        value -> MICROS.format(toDateTime.apply(value)),
                        ofMicros.apply(FIRST_MICRO),
                        ofMicros.apply(LAST_MICRO / unit * unit),
                        ofMicros.apply(0),
                        ofMicros.apply(-unit),
                        ofMicros.apply(951_782_399_000_000L + 999_999 / unit * unit))
                .andRandom(random -> ofMicros.apply(anyMicros(random, unit)))
                .read(Reading.DATETIME);
    }

    private static long anyMicros(Random random, long unit) {
        long any = FIRST_MICRO + (long) (random.nextDouble() * (LAST_MICRO - FIRST_MICRO));
        return any / unit * unit;
    }

    private static LocalDateTime inUtc(long micros) {
        return inUtc(
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    private static LocalDateTime inUtc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
