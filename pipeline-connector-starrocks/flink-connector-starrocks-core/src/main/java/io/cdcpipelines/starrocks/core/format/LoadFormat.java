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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How rows of one column list travel: the load headers that announce them and the writer that makes
 * them. Two loads may share a transaction only if their formats are equal, since StarRocks refuses
 * a load whose parameters differ from the first one's. Immutable.
 */
public final class LoadFormat {
    private static final String OP = "__op";
    private static final byte[] NEWLINE = {'\n'};

    /** A backend takes 32 kB for all headers of a request together (StarRocks 3.1 and later). */
    private static final int MAX_COLUMNS_HEADER_BYTES = 24_000;

    /** Makes the row writers of one format. */
    private interface Writers {
        RowWriter over(RowBuffer buffer);
    }

    /** Reads rows back. */
    private interface Readers {
        SentRow read(String row);
    }

    private final List<LoadColumn> columns;
    private final Map<String, String> headers;
    private final Writers writers;
    private final Readers readers;
    private final byte[] rowDelimiter;
    private final Supplier<LoadFormat> appending;
    // Asked for with every load.
    private final int hash;

    private LoadFormat(
            List<LoadColumn> columns,
            Map<String, String> headers,
            Writers writers,
            Readers readers,
            byte[] rowDelimiter,
            Supplier<LoadFormat> appending) {
        this.columns = columns;
        this.headers = Map.copyOf(headers);
        this.writers = writers;
        this.readers = readers;
        this.rowDelimiter = rowDelimiter;
        this.appending = appending;
        this.hash = columns.hashCode();
    }

    /**
     * One JSON object per row, separated by newlines.
     *
     * @param columns in the order in which a row writer is given their fields
     * @throws IllegalArgumentException if there is no column, a name comes twice (StarRocks does
     *     not tell {@code a} from {@code A}), or a binary column needs a header that cannot be sent
     */
    public static LoadFormat json(List<LoadColumn> columns) {
        return json(columns, OpField.SENT);
    }

    private static LoadFormat json(List<LoadColumn> columns, OpField opField) {
        List<LoadColumn> copy = List.copyOf(columns);
        List<String> keys = keysOf(copy);
        List<String> quotedKeys = keys.stream().map(JsonText::quoted).collect(Collectors.toList());
        Map<String, String> headers = headersOf("json");
        // The server counts this limit over all loads of a transaction and then refuses at 100 MB.
        headers.put("ignore_json_size", "true");
        headers.put("strip_outer_array", "false");
        if (isColumnsHeaderPossible(copy, keys)) {
            boolean isSent = opField == OpField.SENT;
            headers.put("columns", columnsHeader(copy, keys, isSent ? List.of(OP) : List.of()));
        }
        return new LoadFormat(
                copy,
                headers,
                buffer -> new JsonRowWriter(keys, opField, buffer),
                row -> SentRow.ofJson(copy, quotedKeys, JsonText.quoted(OP), row),
                NEWLINE,
                () -> json(copy, OpField.LEFT_OUT));
    }

    /**
     * Unquoted CSV. Its row writers throw a {@link NotRepresentableException} at text that it
     * cannot carry.
     *
     * @param columns in the order in which a row writer is given their fields, all of them in every
     *     row
     * @throws NotRepresentableException if StarRocks cannot be told the columns: it counts fields,
     *     and the operation is one that the table does not have
     * @throws IllegalArgumentException as {@link #json} does
     */
    static LoadFormat csv(
            List<LoadColumn> columns, Delimiter columnSeparator, Delimiter rowDelimiter) {
        return csv(columns, OpField.SENT, columnSeparator, rowDelimiter);
    }

    private static LoadFormat csv(
            List<LoadColumn> columns,
            OpField opField,
            Delimiter columnSeparator,
            Delimiter rowDelimiter) {
        List<LoadColumn> copy = List.copyOf(columns);
        List<String> keys = keysOf(copy);
        Optional<String> obstacle = obstacle(copy, keys);
        if (obstacle.isPresent()) {
            throw new NotRepresentableException(obstacle.get());
        }
        Map<String, String> headers = headersOf("csv");
        headers.put("column_separator", columnSeparator.notation());
        headers.put("row_delimiter", rowDelimiter.notation());
        // The last field is always there; a table without the operation skips it by its name.
        String last = opField == OpField.SENT ? OP : unusedName("op", distinctNames(copy));
        headers.put("columns", columnsHeader(copy, keys, List.of(last)));
        return new LoadFormat(
                copy,
                headers,
                buffer -> new CsvRowWriter(copy.size(), columnSeparator, rowDelimiter, buffer),
                row -> SentRow.ofCsv(copy, columnSeparator.split(row)),
                rowDelimiter.bytes(),
                () -> csv(copy, OpField.LEFT_OUT, columnSeparator, rowDelimiter));
    }

    private static Map<String, String> headersOf(String format) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("format", format);
        // Without it the server stores NULL for a value that does not fit, and says nothing.
        headers.put("strict_mode", "true");
        headers.put("max_filter_ratio", "0");
        return headers;
    }

    /** The names under which the fields travel. */
    private static List<String> keysOf(List<LoadColumn> columns) {
        Set<String> names = distinctNames(columns);
        List<String> keys = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            LoadColumn column = columns.get(i);
            keys.add(
                    column.encoding() == FieldEncoding.PLAIN
                            ? column.name()
                            : unusedName("encoded_" + i, names));
        }
        return List.copyOf(keys);
    }

    private static Set<String> distinctNames(List<LoadColumn> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A load needs at least one column");
        }
        Set<String> names = new HashSet<>();
        for (LoadColumn column : columns) {
            String name = column.name();
            if (!names.add(name.toLowerCase(Locale.ROOT)) || name.equalsIgnoreCase(OP)) {
                throw new IllegalArgumentException(
                        "Column '" + name + "' comes twice in a load, or is reserved");
            }
        }
        return names;
    }

    /**
     * A column of the table that the header leaves out gets its DEFAULT, one that is only missing
     * in the rows gets NULL. That matters for rows from before an ADD COLUMN that come again after
     * it.
     *
     * @throws IllegalArgumentException if a binary column needs the header and it cannot be sent
     */
    private static boolean isColumnsHeaderPossible(List<LoadColumn> columns, List<String> keys) {
        Optional<String> obstacle = obstacle(columns, keys);
        boolean isNeeded = columns.stream().anyMatch(c -> c.encoding() == FieldEncoding.BASE64);
        if (isNeeded && obstacle.isPresent()) {
            throw new IllegalArgumentException(
                    "A table with a binary column cannot be loaded if " + obstacle.get());
        }
        return obstacle.isEmpty();
    }

    private static Optional<String> obstacle(List<LoadColumn> columns, List<String> keys) {
        for (LoadColumn column : columns) {
            if (!canBeQuoted(column.name())) {
                return Optional.of(
                        "the name of column '"
                                + column.name()
                                + "' has a backtick or a control character");
            }
        }
        int bytes =
                columnsHeader(columns, keys, List.of(OP)).getBytes(StandardCharsets.UTF_8).length;
        return bytes > MAX_COLUMNS_HEADER_BYTES
                ? Optional.of("the names of its columns take more than 24 kB")
                : Optional.empty();
    }

    private static boolean canBeQuoted(String name) {
        return name.indexOf('`') < 0 && name.chars().noneMatch(Character::isISOControl);
    }

    /**
     * StarRocks takes a listed name that the table does not have for a variable. The table may have
     * columns that the load leaves out, so the name is also one that nobody gives to a column.
     */
    private static String unusedName(String wish, Set<String> taken) {
        String name = "__cdc_" + wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /**
     * Once this header is there, only what it lists is read: every field, and the operation.
     *
     * @param last the name of the field behind all columns, if there is one
     */
    private static String columnsHeader(
            List<LoadColumn> columns, List<String> keys, List<String> last) {
        StringJoiner header = new StringJoiner(",");
        keys.forEach(key -> header.add(quoted(key)));
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).encoding() == FieldEncoding.BASE64) {
                header.add(
                        quoted(columns.get(i).name())
                                + "=to_binary("
                                + quoted(keys.get(i))
                                + ",'encode64')");
            }
        }
        last.forEach(name -> header.add(quoted(name)));
        return header.toString();
    }

    private static String quoted(String name) {
        return '`' + name + '`';
    }

    public List<LoadColumn> columns() {
        return columns;
    }

    /**
     * The same for a table that keeps rows as they come: its rows do not say what they do, and are
     * all added.
     */
    public LoadFormat appending() {
        return appending.get();
    }

    /** The load headers of this format, without those of a single request. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A writer of rows of this format; it belongs to the thread that owns the buffer. */
    public RowWriter newWriter(RowBuffer buffer) {
        return writers.over(buffer);
    }

    /** What ends each row, the last one too, and is nowhere else; the caller must not change it. */
    public byte[] rowDelimiter() {
        return rowDelimiter;
    }

    /**
     * Reads a row back that a writer of this format has written.
     *
     * @param row with its delimiter
     */
    public SentRow read(byte[] row) {
        return readers.read(
                new String(row, 0, row.length - rowDelimiter.length, StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof LoadFormat
                        && ((LoadFormat) other).columns.equals(columns)
                        && ((LoadFormat) other).headers.equals(headers);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return headers.get("format") + " of " + columns;
    }
}
