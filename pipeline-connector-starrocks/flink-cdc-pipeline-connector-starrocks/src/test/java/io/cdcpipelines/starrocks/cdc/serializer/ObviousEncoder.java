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

package io.cdcpipelines.starrocks.cdc.serializer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.cdcpipelines.starrocks.core.format.RowOp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeChecks;

/**
 * Says what a row has to look like, with the means of libraries only: the framework's accessors,
 * java.time, BigDecimal and a JSON generator. Slow, and meant to be read.
 */
final class ObviousEncoder {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** The last digit is even where two numbers are equally near. */
    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

    private final Schema schema;
    private final ZoneId zone;

    ObviousEncoder(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = zone;
    }

    byte[] encode(RecordData row, RowOp op) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int i = 0; i < schema.getColumnCount(); i++) {
                writeColumn(json, row, i);
            }
            json.writeNumberField("__op", op == RowOp.DELETE ? 1 : 0);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void writeColumn(JsonGenerator json, RecordData row, int i) throws IOException {
        if (row.isNullAt(i)) {
            return;
        }
        Column column = schema.getColumns().get(i);
        boolean isKey = schema.primaryKeys().contains(column.getName());
        boolean isBase64 = isBinary(column.getType()) && !isKey;
        json.writeFieldName(isBase64 ? "__cdc_encoded_" + i : column.getName());
        if (isKey) {
            writeKey(json, row, i, column.getType());
        } else {
            writeValue(json, row, i, column.getType());
        }
    }

    private static boolean isBinary(DataType type) {
        return type.getTypeRoot().name().endsWith("BINARY");
    }

    private void writeKey(JsonGenerator json, RecordData row, int i, DataType type)
            throws IOException {
        switch (type.getTypeRoot()) {
            case FLOAT:
                json.writeString(shortest(row.getFloat(i) + 0f));
                break;
            case DOUBLE:
                json.writeString(shortest(row.getDouble(i) + 0.0));
                break;
            case BINARY:
            case VARBINARY:
                StringBuilder hex = new StringBuilder();
                for (byte b : row.getBinary(i)) {
                    hex.append(String.format("%02x", b));
                }
                json.writeString(hex.toString());
                break;
            case DECIMAL:
                BigDecimal number = decimal(row, i, type);
                if (number.scale() == 0 && DataTypeChecks.getPrecision(type) <= 18) {
                    json.writeNumber(number.longValueExact());
                } else {
                    json.writeString(number.toPlainString());
                }
                break;
            default:
                writeValue(json, row, i, type);
        }
    }

    private void writeValue(JsonGenerator json, RecordData row, int i, DataType type)
            throws IOException {
        switch (type.getTypeRoot()) {
            case BOOLEAN:
                json.writeNumber(row.getBoolean(i) ? 1 : 0);
                break;
            case TINYINT:
                json.writeNumber(row.getByte(i));
                break;
            case SMALLINT:
                json.writeNumber(row.getShort(i));
                break;
            case INTEGER:
                json.writeNumber(row.getInt(i));
                break;
            case BIGINT:
                json.writeNumber(row.getLong(i));
                break;
            case FLOAT:
                json.writeNumber(shortest(row.getFloat(i)));
                break;
            case DOUBLE:
                json.writeNumber(shortest(row.getDouble(i)));
                break;
            case DECIMAL:
                json.writeString(decimal(row, i, type).toPlainString());
                break;
            case CHAR:
            case VARCHAR:
                json.writeString(new String(row.getString(i).toBytes(), StandardCharsets.UTF_8));
                break;
            case BINARY:
            case VARBINARY:
                byte[] bytes = row.getBinary(i);
                // StarRocks reads an empty text as NULL, and padding alone as no bytes.
                json.writeString(
                        bytes.length == 0 ? "=" : Base64.getEncoder().encodeToString(bytes));
                break;
            case DATE:
                json.writeString(LocalDate.ofEpochDay(row.getInt(i)).toString());
                break;
            default:
                json.writeString(temporal(row, i, type));
        }
    }

    private static BigDecimal decimal(RecordData row, int i, DataType type) {
        int precision = DataTypeChecks.getPrecision(type);
        int scale = DataTypeChecks.getScale(type);
        return row.getDecimal(i, precision, scale).toBigDecimal().setScale(scale);
    }

    private String temporal(RecordData row, int i, DataType type) {
        int precision = DataTypeChecks.getPrecision(type.notNull());
        switch (type.getTypeRoot()) {
            case TIME_WITHOUT_TIME_ZONE:
                return time(Duration.ofMillis(row.getInt(i)), Math.min(3, precision));
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return dateTime(row.getTimestamp(i, precision).toLocalDateTime());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return dateTime(inZone(row.getLocalZonedTimestampData(i, precision).toInstant()));
            case TIMESTAMP_WITH_TIME_ZONE:
                return dateTime(inZone(row.getZonedTimestamp(i, precision).toInstant()));
            default:
                throw new AssertionError("No obvious form of " + type);
        }
    }

    private LocalDateTime inZone(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static String dateTime(LocalDateTime value) {
        LocalDateTime micros = value.truncatedTo(ChronoUnit.MICROS);
        return micros.format(micros.getNano() == 0 ? SECONDS : MICROS);
    }

    private static String time(Duration value, int fractionDigits) {
        Duration magnitude = value.abs();
        String text =
                String.format(
                        "%02d:%02d:%02d.%03d",
                        magnitude.toHours(),
                        magnitude.toMinutesPart(),
                        magnitude.toSecondsPart(),
                        magnitude.toMillisPart());
        int end = fractionDigits == 0 ? 4 : 3 - fractionDigits;
        return (value.isNegative() ? "-" : "") + text.substring(0, text.length() - end);
    }

    private static String shortest(float value) {
        return shortest(
                value == 0 ? 1 / value < 0 : value < 0,
                new BigDecimal(Math.abs(value)),
                text -> Float.parseFloat(text.toString()) == Math.abs(value));
    }

    private static String shortest(double value) {
        return shortest(
                value == 0 ? 1 / value < 0 : value < 0,
                new BigDecimal(Math.abs(value)),
                text -> Double.parseDouble(text.toString()) == Math.abs(value));
    }

    /**
     * The shortest number that reads back the same and, of those, the nearest; with an exponent
     * below 10^-6 and from 10^16 on, where a point would only add zeros.
     */
    private static String shortest(
            boolean isNegative, BigDecimal magnitude, Predicate<BigDecimal> readsBack) {
        String sign = isNegative ? "-" : "";
        if (magnitude.signum() == 0) {
            return isNegative ? "-0.0" : "0";
        }
        BigDecimal digits = shortestDigits(magnitude, readsBack).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -6 && exponent <= 15) {
            return sign + digits.toPlainString();
        }
        String all = digits.unscaledValue().toString();
        String fraction = all.length() == 1 ? "" : "." + all.substring(1);
        return sign + all.charAt(0) + fraction + "e" + exponent;
    }

    private static BigDecimal shortestDigits(
            BigDecimal magnitude, Predicate<BigDecimal> readsBack) {
        for (int length = 1; ; length++) {
            BigDecimal best = null;
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal candidate = magnitude.round(new MathContext(length, mode));
                if (readsBack.test(candidate)
                        && (best == null || isNearer(candidate, best, magnitude))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
        }
    }

    private static boolean isNearer(BigDecimal one, BigDecimal other, BigDecimal target) {
        return one.subtract(target).abs().compareTo(other.subtract(target).abs()) < 0;
    }
}
