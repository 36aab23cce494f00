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

package io.cdcpipelines.starrocks.core.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Rows with a column of every kind and random values, each with the text that CSV is to have for
 * it, worked out by the class library. Used by one thread.
 */
final class RandomRows {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final int KINDS = 9;

    private final long seed;
    private final String forbidden;
    private final Random random = new Random();

    /**
     * @param forbidden characters that no text is to have
     */
    RandomRows(long seed, String forbidden) {
        this.seed = seed;
        this.forbidden = forbidden;
    }

    static LoadColumn[] columns() {
        LoadColumn[] columns = new LoadColumn[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            columns[kind] = LoadColumn.of("c" + kind, encoding(kind));
        }
        return columns;
    }

    private static FieldEncoding encoding(int kind) {
        return kind == KINDS - 1 ? FieldEncoding.BASE64 : FieldEncoding.PLAIN;
    }

    /** Writes rows, the same ones each time, and adds what they are to be read as. */
    void write(int count, RowWriter out, List<List<String>> expected) {
        random.setSeed(seed);
        for (int i = 0; i < count; i++) {
            List<String> fields = new ArrayList<>();
            out.beginRow();
            for (int kind = 0; kind < KINDS; kind++) {
                out.field(kind);
                if (random.nextInt(8) == 0) {
                    out.writeNull();
                    fields.add(null);
                } else {
                    fields.add(writeValue(kind, out));
                }
            }
            RowOp op = random.nextInt(4) == 0 ? RowOp.DELETE : RowOp.UPSERT;
            out.endRow(op);
            fields.add(op == RowOp.DELETE ? "1" : "0");
            expected.add(fields);
        }
    }

    private String writeValue(int kind, RowWriter out) {
        switch (kind) {
            case 0:
                boolean flag = random.nextBoolean();
                out.writeBoolean(flag);
                return flag ? "1" : "0";
            case 1:
                long number = random.nextLong() >> random.nextInt(64);
                out.writeLong(number);
                return Long.toString(number);
            case 2:
                int half = random.nextInt(1 << 20) - (1 << 19);
                out.writeDouble(half / 2.0);
                return half % 2 == 0 ? Integer.toString(half / 2) : Double.toString(half / 2.0);
            case 3:
                long unscaled = random.nextLong() >> random.nextInt(64);
                int scale = random.nextInt(19);
                out.writeDecimal(unscaled, scale);
                return BigDecimal.valueOf(unscaled, scale).toPlainString();
            case 4:
                BigDecimal large = new BigDecimal(new BigInteger(126, random), random.nextInt(39));
                out.writeDecimal(large);
                return large.toPlainString();
            case 5:
                LocalDate date = LocalDate.of(random.nextInt(10_000), 1 + random.nextInt(12), 28);
                out.writeDate((int) date.toEpochDay());
                return date.toString();
            case 6:
                return writeDateTime(out);
            case 7:
                return writeText(out);
            default:
                byte[] bytes = new byte[1 + random.nextInt(40)];
                random.nextBytes(bytes);
                out.writeBinary(bytes, 0, bytes.length);
                return Base64.getEncoder().encodeToString(bytes);
        }
    }

    private String writeDateTime(RowWriter out) {
        int micros = random.nextBoolean() ? 0 : random.nextInt(1_000_000);
        LocalDateTime time =
                LocalDateTime.of(random.nextInt(10_000), 1, 1, 0, 0)
                        .plusSeconds(random.nextInt(364 * 86_400));
        out.writeDateTime(time.toEpochSecond(ZoneOffset.UTC), micros);
        return micros == 0 ? SECONDS.format(time) : MICROS.format(time.plusNanos(micros * 1_000L));
    }

    private String writeText(RowWriter out) {
        StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "" : "t");
        for (int length = random.nextInt(30); text.length() > 0 && length > 0; length--) {
            int c = random.nextInt(4) == 0 ? 0x80 + random.nextInt(0x5000) : random.nextInt(0x80);
            text.append(forbidden.indexOf(c) < 0 ? (char) c : '.');
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        out.writeText(utf8, 0, utf8.length);
        return text.toString();
    }
}
