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

import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.math.BigDecimal;

/**
 * Writes rows as unquoted CSV straight into the pages of a buffer: every column, each followed by
 * the separator, then {@code __op} and the row delimiter. Used by one thread.
 *
 * <p>The last field is never empty, so that no row is blank: StarRocks skips such rows. The loads
 * of a transaction are read as one text, so that the last row needs its delimiter as well.
 *
 * <p>Text and only text can be beyond the format: {@link CsvText} says when.
 */
final class CsvRowWriter implements RowWriter {
    /** Room for any number, date or time, and what their digits may overwrite. */
    private static final int LONGEST_VALUE = 41 + Digits.SLACK;

    private final RowBuffer buffer;
    private final CsvText text;
    private final byte[] separator;
    private final byte[] rowDelimiter;
    private final int columns;
    private final int longestToken;
    private int written;

    CsvRowWriter(int columns, Delimiter columnSeparator, Delimiter rowDelimiter, RowBuffer buffer) {
        this.columns = columns;
        this.buffer = buffer;
        this.separator = columnSeparator.bytes();
        this.rowDelimiter = rowDelimiter.bytes();
        this.longestToken = LONGEST_VALUE + Math.max(separator.length, this.rowDelimiter.length);
        this.text = new CsvText(columnSeparator, rowDelimiter, buffer);
    }

    @Override
    public void beginRow() {
        buffer.beginRow();
        written = 0;
    }

    @Override
    public void field(int column) {
        if (column != written) {
            throw new IllegalStateException(
                    "A CSV row has every column, but " + column + " came after " + written);
        }
        written++;
    }

    @Override
    public void writeNull() {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at] = '\\';
        page[at + 1] = 'N';
        endField(page, at + 2);
    }

    private void endField(byte[] page, int at) {
        buffer.advanceTo(put(separator, page, at));
    }

    private static int put(byte[] delimiter, byte[] page, int at) {
        if (delimiter.length == 1) {
            page[at] = delimiter[0];
        } else {
            System.arraycopy(delimiter, 0, page, at, delimiter.length);
        }
        return at + delimiter.length;
    }

    @Override
    public void writeBoolean(boolean value) {
        writeLong(value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        writeLong(value);
    }

    @Override
    public void writeLong(long value) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, Digits.putLong(page, buffer.position(), value));
    }

    @Override
    public void writeFloat(float value) {
        requireFinite(Float.isFinite(value));
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, ShortestDecimal.putFloat(page, buffer.position(), value));
    }

    @Override
    public void writeDouble(double value) {
        requireFinite(Double.isFinite(value));
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, ShortestDecimal.putDouble(page, buffer.position(), value));
    }

    private static void requireFinite(boolean isFinite) {
        if (!isFinite) {
            throw new IllegalArgumentException(
                    "NaN and infinity cannot be stored: StarRocks has no text for them");
        }
    }

    @Override
    public void writeDecimal(BigDecimal value) {
        String digits = value.toPlainString();
        for (int i = 0; i < digits.length(); i++) {
            buffer.reserve(1);
            int at = buffer.position();
            buffer.page()[at] = (byte) digits.charAt(i);
            buffer.advanceTo(at + 1);
        }
        writeSeparator();
    }

    private void writeSeparator() {
        buffer.write(separator, 0, separator.length);
    }

    @Override
    public void writeDecimal(long unscaled, int scale) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, Digits.putDecimal(page, buffer.position(), unscaled, scale));
    }

    @Override
    public void writeDecimal(long high, long low, int scale) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, WideDecimal.put(page, buffer.position(), high, low, scale));
    }

    @Override
    public void writeText(byte[] utf8, int offset, int length) {
        text.write(utf8, offset, length);
        writeSeparator();
    }

    @Override
    public void writeBinary(byte[] bytes, int offset, int length) {
        Base64Text.write(bytes, offset, length, buffer);
        writeSeparator();
    }

    @Override
    public void writeDate(int epochDay) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, CalendarText.putDate(page, buffer.position(), epochDay));
    }

    @Override
    public void writeDateTime(long epochSecond, int micros) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, CalendarText.putDateTime(page, buffer.position(), epochSecond, micros));
    }

    @Override
    public void writeTime(long millis, int fractionDigits) {
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        endField(page, CalendarText.putTime(page, buffer.position(), millis, fractionDigits));
    }

    @Override
    public void endRow(RowOp op) {
        if (written != columns) {
            throw new IllegalStateException(
                    "A CSV row has every column, but ended after " + written + " of " + columns);
        }
        buffer.reserve(longestToken);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at] = op.code();
        buffer.advanceTo(put(rowDelimiter, page, at + 1));
        if (op == RowOp.DELETE) {
            buffer.endDelete();
        } else {
            buffer.endUpsert();
        }
    }
}
