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

package io.cdcpipelines.starrocks.core.load;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.SentRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring rows of a payload, at least one. Immutable, and of use until the payload is
 * released.
 */
public final class RowSpan {
    private final Payload payload;
    private final LoadFormat format;
    private final long from;
    private final long to;
    private final long rows;

    private RowSpan(Payload payload, LoadFormat format, long from, long to, long rows) {
        this.payload = payload;
        this.format = format;
        this.from = from;
        this.to = to;
        this.rows = rows;
    }

    /** All rows of a payload. */
    public static RowSpan of(Payload payload, LoadFormat format) {
        return new RowSpan(payload, format, 0, payload.bytes(), payload.rows());
    }

    /** What to send; it is not to be released. */
    public Payload payload() {
        return payload.part(from, to, rows);
    }

    boolean isSingleRow() {
        return rows == 1;
    }

    /**
     * The only row.
     *
     * @throws IllegalStateException if there are several
     */
    public SentRow row() {
        if (!isSingleRow()) {
            throw new IllegalStateException("There is more than one row: " + this);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) (to - from));
        writeTo(bytes);
        return format.read(bytes.toByteArray());
    }

    /**
     * Two parts, the first of which ends as soon after the middle as the rows allow.
     *
     * @throws IllegalStateException if there is a single row only
     */
    List<RowSpan> halves() {
        if (isSingleRow()) {
            throw new IllegalStateException("A single row has no parts");
        }
        RowCounter counter = new RowCounter((to - from) / 2, to - from);
        writeTo(counter);
        long cut = from + counter.cut;
        return List.of(
                new RowSpan(payload, format, from, cut, counter.rowsBeforeCut),
                new RowSpan(payload, format, cut, to, rows - counter.rowsBeforeCut));
    }

    /**
     * What remains without some single rows.
     *
     * @param singleRows of this span, in their order
     */
    public List<RowSpan> without(List<RowSpan> singleRows) {
        List<RowSpan> rest = new ArrayList<>();
        long start = from;
        for (RowSpan row : singleRows) {
            addIfAny(start, row.from, rest);
            start = row.to;
        }
        addIfAny(start, to, rest);
        return rest;
    }

    private void addIfAny(long start, long end, List<RowSpan> rest) {
        if (start < end) {
            RowCounter counter = new RowCounter(0, end - start);
            new RowSpan(payload, format, start, end, rows).writeTo(counter);
            rest.add(new RowSpan(payload, format, start, end, counter.rows));
        }
    }

    /** Whether these are rows of one payload. */
    public boolean isOfSamePayload(RowSpan other) {
        return payload == other.payload;
    }

    private void writeTo(OutputStream out) {
        try {
            payload().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return rows + " rows, bytes " + from + " to " + to;
    }

    /** Counts rows by their delimiter, and looks for one that ends near a position. */
    private final class RowCounter extends OutputStream {
        private final byte[] delimiter = format.rowDelimiter();
        private final long wanted;
        private final long length;
        private long position;
        private int matched;
        private long rows;
        private long cut;
        private long rowsBeforeCut;

        /**
         * @param wanted the cut is at the first end of a row from here on, or else before the last
         *     row
         */
        RowCounter(long wanted, long length) {
            this.wanted = wanted;
            this.length = length;
        }

        @Override
        public void write(int b) {
            position++;
            if ((byte) b == delimiter[matched]) {
                matched++;
                if (matched == delimiter.length) {
                    matched = 0;
                    rowEnded();
                }
            } else {
                matched = (byte) b == delimiter[0] ? 1 : 0;
            }
        }

        private void rowEnded() {
            rows++;
            if (position < length && cut < wanted) {
                cut = position;
                rowsBeforeCut = rows;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                write(bytes[i]);
            }
        }
    }
}
