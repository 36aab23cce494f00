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

/**
 * Turns the fields of a row into bytes of one load format, in place and without an allocation per
 * field.
 *
 * <p>Used by one thread. A row is {@link #beginRow()}, then for each column in ascending order
 * {@link #field(int)} followed by exactly one {@code write...} call, then {@link #endRow(RowOp)}.
 * Fields may be left out; what the server makes of that is the format's matter. If a call throws,
 * the caller discards the row and may start it again.
 */
public interface RowWriter {

    void beginRow();

    /** Selects the column to write next, by its position in the column list of this writer. */
    void field(int position);

    void writeNull();

    /**
     * Selects the columns {@code from} to {@code to - 1}, of which there is at least one, and
     * writes NULL into each.
     */
    default void writeNulls(int from, int to) {
        for (int position = from; position < to; position++) {
            field(position);
            writeNull();
        }
    }

    void writeBoolean(boolean value);

    void writeInt(int value);

    void writeLong(long value);

    void writeFloat(float value);

    void writeDouble(double value);

    void writeDecimal(BigDecimal value);

    /** Writes {@code unscaled * 10^-scale}; {@code scale} is 0 to 18. */
    void writeDecimal(long unscaled, int scale);

    /**
     * Writes {@code unscaled * 10^-scale} of at most 38 digits.
     *
     * @param high the upper half of the unscaled value in two's complement
     * @param low the lower half
     * @param scale 0 to 38
     */
    void writeDecimal(long high, long low, int scale);

    /** Writes text given as UTF-8; escaping is the format's matter. */
    void writeText(byte[] utf8, int offset, int length);

    /** Writes bytes in the textual form that the column's load expression decodes. */
    void writeBinary(byte[] bytes, int offset, int length);

    /** Writes a date given in days since 1970-01-01. */
    void writeDate(int epochDay);

    /**
     * Writes a wall-clock date and time.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00 of that wall clock
     * @param micros 0 to 999,999; zero is written without a fraction
     */
    void writeDateTime(long epochSecond, int micros);

    /**
     * Writes a time of day or a duration as {@code [-]HH:MM:SS[.fff]}.
     *
     * @param millis may be negative, and may exceed 24 hours
     * @param fractionDigits how many digits of the fraction to write, 0 to 3
     */
    void writeTime(long millis, int fractionDigits);

    void endRow(RowOp op);
}
