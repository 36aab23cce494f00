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

import io.cdcpipelines.starrocks.emulator.load.value.Utf8;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as CSV. The bodies of a transaction are one stream: what has no row delimiter at its end
 * goes on in the next body.
 */
final class CsvScanner implements RowScanner {
    private static final String NULL = "\\N";

    private final RowAssembler rows;
    private final ErrorRows errors;
    private final LoadRequest request;
    private final CsvDialect dialect;
    private byte[] rest = new byte[0];
    private int rowsToSkip;

    CsvScanner(RowAssembler rows, ErrorRows errors) {
        this.rows = rows;
        this.errors = errors;
        this.request = rows.plan().request();
        this.dialect = CsvDialect.of(request);
        this.rowsToSkip = request.skipHeader();
    }

    @Override
    public void scan(byte[] body, int length) throws LoadException {
        byte[] bytes = body;
        int end = length;
        if (rest.length > 0) {
            bytes = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(body, 0, bytes, rest.length, length);
            end = bytes.length;
        }
        int start = 0;
        int rowEnd;
        while ((rowEnd = dialect.rowEnd(bytes, start, end)) >= 0) {
            row(bytes, start, rowEnd);
            start = rowEnd + request.rowDelimiter().length;
        }
        rest = Arrays.copyOfRange(bytes, start, end);
    }

    @Override
    public void finish() throws LoadException {
        row(rest, 0, rest.length);
        rest = new byte[0];
    }

    private void row(byte[] bytes, int start, int end) throws LoadException {
        if (start == end) {
            return;
        }
        if (rowsToSkip > 0) {
            rowsToSkip--;
            return;
        }
        String rejection = rejection(bytes, start, end);
        if (rejection != null) {
            errors.add(
                    rejection, () -> new String(bytes, start, end - start, StandardCharsets.UTF_8));
        }
    }

    private String rejection(byte[] bytes, int start, int end) throws LoadException {
        if (!Utf8.isValid(bytes, start, end - start)) {
            rows.rejectWhole();
            return "Invalid UTF-8 row";
        }
        List<String> fields = dialect.fields(bytes, start, end);
        int expected = rows.plan().sources().size();
        if (fields.size() != expected) {
            rows.rejectWhole();
            return String.format(
                    "Target column count: %d doesn't match source value column count: %d. Column"
                            + " separator: '%s', Row delimiter: '%s'",
                    expected,
                    fields.size(),
                    printed(request.columnSeparator()),
                    printed(request.rowDelimiter()));
        }
        rows.begin();
        for (int i = 0; i < expected; i++) {
            String field = fields.get(i);
            rows.text(i, field.equals(NULL) ? null : field);
        }
        return rows.end();
    }

    private static String printed(byte[] delimiter) {
        return new String(delimiter, StandardCharsets.UTF_8)
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }
}
