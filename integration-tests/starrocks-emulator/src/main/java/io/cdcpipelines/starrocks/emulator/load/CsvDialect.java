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

package io.cdcpipelines.starrocks.emulator.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a CSV row ends and what its fields are. */
abstract class CsvDialect {
    final byte[] columnSeparator;
    final byte[] rowDelimiter;
    final boolean isSpaceTrimmed;

    CsvDialect(LoadRequest request) {
        this.columnSeparator = request.columnSeparator();
        this.rowDelimiter = request.rowDelimiter();
        this.isSpaceTrimmed = request.isSpaceTrimmed();
    }

    static CsvDialect of(LoadRequest request) {
        boolean isQuoted = request.enclose().isPresent() || request.escape().isPresent();
        return isQuoted ? new Quoted(request) : new Plain(request);
    }

    /** The position of the row's delimiter, or -1 where the row is not complete. */
    abstract int rowEnd(byte[] bytes, int start, int end);

    abstract List<String> fields(byte[] bytes, int start, int end);

    static boolean isAt(byte[] bytes, int position, int end, byte[] expected) {
        int expectedEnd = position + expected.length;
        return expectedEnd <= end
                && Arrays.equals(bytes, position, expectedEnd, expected, 0, expected.length);
    }

    String field(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (isSpaceTrimmed && from < to && bytes[from] == ' ') {
            from++;
        }
        while (isSpaceTrimmed && to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** No quoting and no escaping at all. */
    private static final class Plain extends CsvDialect {
        private Plain(LoadRequest request) {
            super(request);
        }

        @Override
        int rowEnd(byte[] bytes, int start, int end) {
            return find(bytes, start, end, rowDelimiter);
        }

        @Override
        List<String> fields(byte[] bytes, int start, int end) {
            List<String> fields = new ArrayList<>();
            int from = start;
            int separator;
            while ((separator = find(bytes, from, end, columnSeparator)) >= 0) {
                fields.add(field(bytes, from, separator));
                from = separator + columnSeparator.length;
            }
            fields.add(field(bytes, from, end));
            return fields;
        }

        private static int find(byte[] bytes, int start, int end, byte[] wanted) {
            byte first = wanted[0];
            for (int i = start; i <= end - wanted.length; i++) {
                if (bytes[i] == first && isAt(bytes, i, end, wanted)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /**
     * Fields may stand in the enclosing byte; the escaping byte takes the meaning from the next.
     */
    private static final class Quoted extends CsvDialect {
        private static final int NONE = -1;

        private final int enclose;
        private final int escape;

        private Quoted(LoadRequest request) {
            super(request);
            this.enclose = request.enclose().map(Byte::intValue).orElse(NONE);
            this.escape = request.escape().map(Byte::intValue).orElse(NONE);
        }

        @Override
        int rowEnd(byte[] bytes, int start, int end) {
            boolean isInside = false;
            for (int i = start; i < end; i++) {
                if (escape != NONE && bytes[i] == escape) {
                    i++;
                } else if (isInside) {
                    isInside = bytes[i] != enclose;
                } else if (isEnclosing(bytes, i, start)) {
                    isInside = true;
                } else if (isAt(bytes, i, end, rowDelimiter)) {
                    return i;
                }
            }
            return -1;
        }

        /** At the start of a field, or again after a closed one: a doubled enclosing byte. */
        private boolean isEnclosing(byte[] bytes, int position, int start) {
            if (enclose == NONE || bytes[position] != enclose) {
                return false;
            }
            int before = position - columnSeparator.length;
            return position == start
                    || bytes[position - 1] == enclose
                    || (before >= start && isAt(bytes, before, position, columnSeparator));
        }

        @Override
        List<String> fields(byte[] bytes, int start, int end) {
            List<String> fields = new ArrayList<>();
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            boolean isInside = false;
            boolean isEnclosed = false;
            int i = start;
            while (i < end) {
                byte b = bytes[i];
                if (escape != NONE && b == escape && i + 1 < end) {
                    field.write(bytes[i + 1]);
                    i += 2;
                } else if (isInside && b == enclose) {
                    boolean isDoubled = i + 1 < end && bytes[i + 1] == enclose;
                    if (isDoubled) {
                        field.write(b);
                    }
                    isInside = isDoubled;
                    i += isDoubled ? 2 : 1;
                } else if (!isInside && field.size() == 0 && enclose != NONE && b == enclose) {
                    isInside = true;
                    isEnclosed = true;
                    i++;
                } else if (!isInside && isAt(bytes, i, end, columnSeparator)) {
                    fields.add(text(field, isEnclosed));
                    field.reset();
                    isEnclosed = false;
                    i += columnSeparator.length;
                } else {
                    field.write(b);
                    i++;
                }
            }
            fields.add(text(field, isEnclosed));
            return fields;
        }

        private String text(ByteArrayOutputStream field, boolean isEnclosed) {
            byte[] bytes = field.toByteArray();
            return isEnclosed
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : field(bytes, 0, bytes.length);
        }
    }
}
