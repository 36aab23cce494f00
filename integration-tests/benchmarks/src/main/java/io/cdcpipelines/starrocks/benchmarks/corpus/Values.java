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

package io.cdcpipelines.starrocks.benchmarks.corpus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.StringData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;

/** Random values like those of business tables, in Flink CDC's internal classes. Stateless. */
final class Values {
    static final DataType ID = DataTypes.BIGINT().notNull();

    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789-.,";
    private static final String[] WITH_ESCAPES = {
        "\"quoted\" ",
        "C:\\temp\\",
        "line\nbreak ",
        "tab\there ",
        "\uD83D\uDE00",
        "\uD83D\uDE80 ",
        "\uD83C\uDDE9\uD83C\uDDEA ",
        "caf\u00e9 ",
        "\u4f60\u597d",
        "plain words ",
        "\uD842\uDFB7"
    };

    private static final long YEAR_2000 = 946_684_800_000L;
    private static final long THIRTY_YEARS = 946_684_800_000L;

    private Values() {}

    /** ASCII without anything that JSON escapes. */
    static StringData text(Random random, int shortest, int longest) {
        return BinaryStringData.fromString(ascii(random, between(random, shortest, longest)));
    }

    private static String ascii(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Of one to twelve pieces, most of them with 4-byte characters or something to escape. */
    static StringData emojiAndEscapes(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = between(random, 1, 12); pieces > 0; pieces--) {
            text.append(WITH_ESCAPES[random.nextInt(WITH_ESCAPES.length)]);
        }
        return BinaryStringData.fromString(text.toString());
    }

    /** An article: paragraphs of prose with a few quotes and letters beyond ASCII. */
    static StringData article(Random random, int utf16Length) {
        StringBuilder text = new StringBuilder(utf16Length + 512);
        while (text.length() < utf16Length) {
            text.append(ascii(random, between(random, 100, 400)));
            text.append(WITH_ESCAPES[random.nextInt(WITH_ESCAPES.length)]);
        }
        text.setLength(utf16Length);
        if (Character.isHighSurrogate(text.charAt(utf16Length - 1))) {
            text.setCharAt(utf16Length - 1, '.');
        }
        return BinaryStringData.fromString(text.toString());
    }

    static DecimalData decimal(Random random, int precision, int scale) {
        BigInteger limit = BigInteger.TEN.pow(precision);
        BigInteger unscaled = new BigInteger(limit.bitLength() + 8, random).mod(limit);
        BigInteger signed = random.nextInt(4) == 0 ? unscaled.negate() : unscaled;
        return DecimalData.fromBigDecimal(new BigDecimal(signed, scale), precision, scale);
    }

    static TimestampData dateTime(Random random) {
        return TimestampData.fromMillis(instant(random) / 1000 * 1000);
    }

    static TimestampData dateTimeWithMicros(Random random) {
        return TimestampData.fromMillis(instant(random), random.nextInt(1000) * 1000);
    }

    static LocalZonedTimestampData timestampWithMicros(Random random) {
        return LocalZonedTimestampData.fromEpochMillis(
                instant(random), random.nextInt(1000) * 1000);
    }

    private static long instant(Random random) {
        return YEAR_2000 + (long) (random.nextDouble() * THIRTY_YEARS);
    }

    /** Days since 1970. */
    static int date(Random random) {
        return between(random, 10_957, 21_915);
    }

    /** A measured quantity with up to three decimals. */
    static double quantity(Random random) {
        return random.nextInt(10_000_000) / 1000.0;
    }

    static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
