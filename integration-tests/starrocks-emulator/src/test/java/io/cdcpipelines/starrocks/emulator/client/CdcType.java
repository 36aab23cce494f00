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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.flink.cdc.common.types.DataType;

/**
 * A type of a source, values of it, and what has to be read of them in StarRocks.
 *
 * @param held the type of the fields that records hold, which for a MySQL SET is another one
 * @param sourceDefault the default that the source declares; every type has one
 * @param targetDefault the default that the column has in StarRocks, null for none
 * @param text what is to be read of a value
 */
record CdcType(
        DataType type,
        DataType held,
        List<Object> values,
        String sourceDefault,
        String targetDefault,
        Function<Object, String> text,
        Reading reading) {

    private static final int RANDOM_VALUES = 25;

    /** What a column's printed bytes say, in the form of {@link #text}. */
    enum Reading {
        TEXT(printed -> new String(printed, StandardCharsets.UTF_8)),
        FLOAT(printed -> Float.toString(Float.parseFloat(ascii(printed)))),
        DOUBLE(printed -> Double.toString(Double.parseDouble(ascii(printed)))),
        DATETIME(printed -> ascii(printed) + (ascii(printed).contains(".") ? "" : ".000000")),
        HEX(printed -> HexFormat.of().formatHex(printed));

        private final Function<byte[], String> form;

        Reading(Function<byte[], String> form) {
            this.form = form;
        }

        String of(byte[] printed) {
            return printed == null ? null : form.apply(printed);
        }

        private static String ascii(byte[] printed) {
            return new String(printed, StandardCharsets.US_ASCII);
        }
    }

    /** A type whose values are read as text, in keys too, and that has no default yet. */
    static CdcType of(DataType type, Function<Object, String> text, Object... values) {
        return new CdcType(type, type, List.of(values), null, null, text, Reading.TEXT);
    }

    CdcType withDefault(String inSource, String inTarget) {
        return new CdcType(type, held, values, inSource, inTarget, text, reading);
    }

    CdcType read(Reading newReading) {
        return new CdcType(type, held, values, sourceDefault, targetDefault, text, newReading);
    }

    CdcType heldAs(DataType newHeld) {
        return new CdcType(type, newHeld, values, sourceDefault, targetDefault, text, reading);
    }

    /** With random values besides the edges, the same ones in every run. */
    CdcType andRandom(Function<Random, Object> value) {
        Random random = new Random(type.asSummaryString().hashCode());
        List<Object> more = new ArrayList<>(values);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            more.add(value.apply(random));
        }
        return new CdcType(type, held, more, sourceDefault, targetDefault, text, reading);
    }

    /** Bytes are hexadecimal text in a key already. */
    Reading readingAsKey() {
        return reading == Reading.HEX ? Reading.TEXT : reading;
    }

    /** Whether records hold the fields as objects, because no binary record takes them. */
    boolean isNested() {
        return switch (held.getTypeRoot()) {
            case ARRAY, MAP, ROW -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return type.asSummaryString();
    }
}
