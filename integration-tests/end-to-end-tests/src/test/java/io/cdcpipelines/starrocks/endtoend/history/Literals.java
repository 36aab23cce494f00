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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Random values as MySQL writes them; confined to the thread that owns the random source. */
final class Literals {

    private static final List<String> WORDS =
            List.of(
                    "alpha",
                    "Beta",
                    "größe",
                    "日本",
                    "😀",
                    "it's",
                    "\"q\"",
                    "back\\slash",
                    "a,b",
                    "{x}",
                    "[1]",
                    "100%",
                    "null",
                    "NULL",
                    "\\N",
                    "tab\there",
                    "new\nline",
                    "0",
                    "-1",
                    "x'00'",
                    "über",
                    "<&>",
                    "ﷺ",
                    "`tick`");
    private static final LocalDate FIRST_DAY = LocalDate.of(1971, 1, 1);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Literals() {}

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    static String integer(Random random, long bound) {
        long magnitude = random.nextInt(8) == 0 ? bound : (random.nextLong() >>> 1) % bound;
        return Long.toString(random.nextBoolean() ? magnitude : -magnitude);
    }

    static String unsigned(Random random, int bits) {
        return random.nextInt(8) == 0
                ? BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).toString()
                : new BigInteger(bits, random).toString();
    }

    static String decimal(Random random, int precision, int scale) {
        BigInteger limit = BigInteger.TEN.pow(precision);
        BigInteger unscaled = new BigInteger(limit.bitLength() + 8, random).mod(limit);
        BigDecimal value = new BigDecimal(unscaled, scale);
        return (random.nextBoolean() ? value : value.negate()).toPlainString();
    }

    /** A number that FLOAT holds exactly and MySQL prints in full. */
    static String shortFloat(Random random) {
        return Double.toString((random.nextInt(8001) - 4000) / 4.0);
    }

    static String doubleNumber(Random random) {
        switch (random.nextInt(6)) {
            case 0:
                return "0";
            case 1:
                return "1e100";
            case 2:
                return "-1.5e-40";
            default:
                return Double.toString(random.nextGaussian() * 1e6);
        }
    }

    static String text(Random random, int maxCharacters) {
        int wanted = random.nextInt(maxCharacters + 1);
        StringBuilder text = new StringBuilder();
        while (true) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            // A blank at the end would be lost in CHAR.
            String next = text.isEmpty() ? word : " " + word;
            if (text.codePointCount(0, text.length()) + next.codePointCount(0, next.length())
                    > wanted) {
                return quoted(text.toString());
            }
            text.append(next);
        }
    }

    static String bytes(Random random, int maxLength) {
        byte[] bytes = new byte[random.nextInt(maxLength + 1)];
        random.nextBytes(bytes);
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    static String date(Random random, int years) {
        return quoted(day(random, years).toString());
    }

    /**
     * @param digits of the fraction of a second
     */
    static String dateTime(Random random, int years, int digits) {
        LocalDateTime time =
                day(random, years).atStartOfDay().plusSeconds(random.nextInt(24 * 60 * 60));
        return quoted(SECONDS.format(time) + fraction(random, digits));
    }

    static String time(Random random, int digits) {
        return quoted(
                "%02d:%02d:%02d"
                                .formatted(
                                        random.nextInt(500), random.nextInt(60), random.nextInt(60))
                        + fraction(random, digits));
    }

    private static LocalDate day(Random random, int years) {
        return FIRST_DAY.plusDays(random.nextInt(years * 365));
    }

    private static String fraction(Random random, int digits) {
        if (digits == 0) {
            return "";
        }
        return "." + ("%0" + digits + "d").formatted(random.nextInt((int) Math.pow(10, digits)));
    }
}
