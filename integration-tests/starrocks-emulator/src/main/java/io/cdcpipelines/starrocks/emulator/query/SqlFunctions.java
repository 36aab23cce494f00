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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.load.value.Base64Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.zip.CRC32;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/**
 * Functions of StarRocks that H2 lacks or evaluates in another way. H2 calls these methods; a
 * parameter that is NULL makes the result NULL unless the method says otherwise. Stateless.
 */
public final class SqlFunctions {
    private SqlFunctions() {}

    public static String concat(Value... values) {
        StringBuilder joined = new StringBuilder();
        for (Value value : values) {
            if (value == ValueNull.INSTANCE) {
                return null;
            }
            joined.append(Casts.text(value));
        }
        return joined.toString();
    }

    /** Leaves out NULLs; only a NULL separator makes the result NULL. */
    public static String concatWs(Value separator, Value... values) {
        if (separator == ValueNull.INSTANCE) {
            return null;
        }
        StringJoiner joined = new StringJoiner(Casts.text(separator));
        for (Value value : values) {
            if (value != ValueNull.INSTANCE) {
                joined.add(Casts.text(value));
            }
        }
        return joined.toString();
    }

    public static boolean isnull(Value value) {
        return value == ValueNull.INSTANCE;
    }

    public static String md5(Value value) {
        return digest("MD5", value);
    }

    public static String md5sum(Value... values) {
        StringBuilder joined = new StringBuilder();
        for (Value value : values) {
            joined.append(value == ValueNull.INSTANCE ? "" : Casts.text(value));
        }
        return digest("MD5", joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static String sha2(Value value, int bits) {
        return switch (bits) {
            case 0, 256 -> digest("SHA-256", value);
            case 224, 384, 512 -> digest("SHA-" + bits, value);
            default -> null;
        };
    }

    private static String digest(String algorithm, Value value) {
        return value == ValueNull.INSTANCE ? null : digest(algorithm, bytes(value));
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    public static Long crc32(Value value) {
        if (value == ValueNull.INSTANCE) {
            return null;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes(value));
        return crc.getValue();
    }

    /** The digits of a number, or the bytes of anything else. */
    public static String hex(Value value) {
        return switch (value.getValueType()) {
            case Value.NULL -> null;
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT ->
                    Long.toHexString(value.getLong()).toUpperCase(Locale.ROOT);
            default -> HexFormat.of().withUpperCase().formatHex(bytes(value));
        };
    }

    public static String unhex(Value value) {
        byte[] decoded = decodedHex(value);
        return decoded == null ? null : new String(decoded, StandardCharsets.UTF_8);
    }

    private static byte[] decodedHex(Value value) {
        if (value == ValueNull.INSTANCE) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(Casts.text(value));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static String toBase64(Value value) {
        return value == ValueNull.INSTANCE ? null : Base64Text.encode(bytes(value));
    }

    public static String fromBase64(Value value) {
        byte[] decoded = decodedBase64(value);
        return decoded == null ? null : new String(decoded, StandardCharsets.UTF_8);
    }

    private static byte[] decodedBase64(Value value) {
        return value == ValueNull.INSTANCE ? null : Base64Text.decode(Casts.text(value));
    }

    /** Without a format the text is hexadecimal. */
    public static byte[] toBinary(Value value) {
        return toBinary(value, "hex");
    }

    public static byte[] toBinary(Value value, String format) {
        if (value == ValueNull.INSTANCE || format == null) {
            return null;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> decodedHex(value);
            case "encode64" -> decodedBase64(value);
            case "utf8" -> bytes(value);
            default -> null;
        };
    }

    public static String fromBinary(Value value) {
        return fromBinary(value, "hex");
    }

    public static String fromBinary(Value value, String format) {
        if (value == ValueNull.INSTANCE || format == null) {
            return null;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> HexFormat.of().withUpperCase().formatHex(bytes(value));
            case "encode64" -> Base64Text.encode(bytes(value));
            case "utf8" -> new String(bytes(value), StandardCharsets.UTF_8);
            default -> null;
        };
    }

    private static byte[] bytes(Value value) {
        return value.getValueType() == Value.VARBINARY || value.getValueType() == Value.BINARY
                ? value.getBytesNoCopy()
                : Casts.text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String reverse(String text) {
        return text == null ? null : new StringBuilder(text).reverse().toString();
    }

    public static String dateFormat(Value value, String format) {
        LocalDateTime moment = Casts.castDatetime(value);
        return moment == null || format == null ? null : DateFormats.format(moment, format);
    }

    public static LocalDateTime strToDate(String text, String format) {
        return text == null || format == null ? null : DateFormats.parse(text, format);
    }

    public static LocalDate date(Value value) {
        return Casts.castDate(value);
    }

    public static LocalDate toDate(Value value) {
        return Casts.castDate(value);
    }

    /** Whole days from the second to the first. */
    public static Long datediff(Value later, Value earlier) {
        LocalDate to = Casts.castDate(later);
        LocalDate from = Casts.castDate(earlier);
        return to == null || from == null ? null : ChronoUnit.DAYS.between(from, to);
    }

    public static Integer microsecond(Value value) {
        LocalDateTime moment = Casts.castDatetime(value);
        return moment == null ? null : moment.getNano() / 1000;
    }

    public static Long unixTimestamp(Value value) {
        LocalDateTime moment = Casts.castDatetime(value);
        return moment == null ? null : moment.atZone(ZoneId.systemDefault()).toEpochSecond();
    }

    public static String fromUnixtime(Long seconds) {
        return fromUnixtime(seconds, "%Y-%m-%d %H:%i:%s");
    }

    public static String fromUnixtime(Long seconds, String format) {
        if (seconds == null || format == null) {
            return null;
        }
        return DateFormats.format(
                LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneId.systemDefault()),
                format);
    }

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** The 128 bits of a random UUID as a LARGEINT. */
    public static BigDecimal uuidNumeric() {
        return new BigDecimal(
                new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16).shiftRight(1));
    }
}
