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

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the headers of a load say about its body. Immutable.
 *
 * @param rejectedRecordsLogged how many filtered rows to write down, -1 for all of them
 * @param parameters the headers that all loads of a transaction must share
 * @param enclose and {@code escape}: empty in transactions, where these headers are ignored
 */
public record LoadRequest(
        LoadFormat format,
        Optional<String> columns,
        Optional<String> where,
        Optional<String> jsonpaths,
        Optional<String> jsonRoot,
        Optional<String> mergeCondition,
        Optional<String> timezone,
        byte[] columnSeparator,
        byte[] rowDelimiter,
        Optional<Byte> enclose,
        Optional<Byte> escape,
        int skipHeader,
        boolean isSpaceTrimmed,
        boolean isOuterArrayStripped,
        boolean isStrict,
        boolean isPartialUpdate,
        double maxFilterRatio,
        Optional<PartitionList> partitions,
        long rejectedRecordsLogged,
        Map<String, String> parameters) {

    private static final List<String> COMPARED =
            List.of(
                    "columns",
                    "where",
                    "column_separator",
                    "row_delimiter",
                    "partitions",
                    "temporary_partitions",
                    "timezone",
                    "load_mem_limit",
                    "jsonpaths",
                    "json_root",
                    "merge_condition",
                    "transmission_compression_type",
                    "load_dop");
    private static final Set<String> UPDATE_MODES = Set.of("row", "auto", "column");
    private static final long JSON_BATCH_LIMIT = 100L << 20;

    /** The partitions that may be written, by name. */
    public record PartitionList(List<String> names, boolean isTemporary) {}

    /** The request of a plain Stream Load. */
    public static LoadRequest single(Function<String, Optional<String>> headers)
            throws LoadException {
        LoadHeaders all = new LoadHeaders(headers);
        boolean isPartialUpdate = all.flag("partial_update", "partial update flag");
        return of(all, all, isPartialUpdate);
    }

    /** The request of a load in a transaction, which knows fewer headers. */
    public static LoadRequest inTransaction(Function<String, Optional<String>> headers)
            throws LoadException {
        LoadHeaders all = new LoadHeaders(headers);
        LoadHeaders none = new LoadHeaders(name -> Optional.empty());
        return of(all, none, all.isExactlyTrue("partial_update"));
    }

    private static LoadRequest of(LoadHeaders all, LoadHeaders singleOnly, boolean isPartialUpdate)
            throws LoadException {
        all.integer("load_mem_limit", 0, "load mem limit");
        all.integer("load_dop", Integer.MIN_VALUE, "load_dop");
        return new LoadRequest(
                LoadFormat.of(all.text("format"), compression(all)),
                statement(all, "columns"),
                statement(all, "where"),
                statement(all, "jsonpaths"),
                statement(all, "json_root"),
                statement(all, "merge_condition"),
                statement(all, "timezone"),
                Delimiter.parse(all.text("column_separator").orElse("\t")),
                Delimiter.parse(all.text("row_delimiter").orElse("\n")),
                firstByte(singleOnly, "enclose"),
                firstByte(singleOnly, "escape"),
                (int) singleOnly.integer("skip_header", 0, "csv load skip_header"),
                singleOnly.flag("trim_space", "trim space"),
                all.isTrue("strip_outer_array"),
                all.flag("strict_mode", "strict mode"),
                isPartialUpdate,
                all.decimal("max_filter_ratio"),
                partitions(all),
                singleOnly.integer("log_rejected_record_num", -1, "log_rejected_record_num"),
                compared(all));
    }

    private static Optional<String> statement(LoadHeaders headers, String name) {
        return headers.text(name).filter(text -> !text.isBlank());
    }

    private static Optional<String> compression(LoadHeaders headers) throws LoadException {
        Optional<String> own = headers.text("compression");
        Optional<String> standard = headers.text("content-encoding");
        if (own.isPresent() && standard.isPresent()) {
            throw LoadHeaders.refused(
                    "Only one of http header content-encoding and compression can be set");
        }
        return own.or(() -> standard);
    }

    private static Optional<Byte> firstByte(LoadHeaders headers, String name) {
        return headers.text(name).map(text -> text.getBytes(StandardCharsets.UTF_8)[0]);
    }

    private static Optional<PartitionList> partitions(LoadHeaders headers) throws LoadException {
        Optional<String> usual = headers.text("partitions");
        Optional<String> temporary = headers.text("temporary_partitions");
        if (usual.isPresent() && temporary.isPresent()) {
            throw LoadHeaders.refused("Can not specify both partitions and temporary partitions");
        }
        return usual.or(() -> temporary)
                .map(names -> List.of(names.strip().split("\\s*,\\s*")))
                .map(names -> new PartitionList(names, temporary.isPresent()));
    }

    /** What all loads of a transaction must have in common, in one form for one meaning. */
    private static Map<String, String> compared(LoadHeaders headers) throws LoadException {
        Map<String, String> compared = new TreeMap<>();
        COMPARED.forEach(name -> headers.text(name).ifPresent(text -> compared.put(name, text)));
        compared.put("format", headers.text("format").orElse("csv").toLowerCase(Locale.ROOT));
        compression(headers).ifPresent(name -> compared.put("compression", name));
        headers.text("strict_mode")
                .ifPresent(text -> compared.put("strict_mode", text.toLowerCase(Locale.ROOT)));
        headers.text("partial_update_mode")
                .filter(UPDATE_MODES::contains)
                .ifPresent(mode -> compared.put("partial_update_mode", mode));
        compared.put("negative", String.valueOf(headers.isExactlyTrue("negative")));
        compared.put("partial_update", String.valueOf(headers.isExactlyTrue("partial_update")));
        compared.put("strip_outer_array", String.valueOf(headers.isTrue("strip_outer_array")));
        return Map.copyOf(compared);
    }

    /**
     * What a backend checks before anything else: that it knows the format, and that JSON is not
     * announced larger than it reads in one piece.
     *
     * @param totalBytes the announced bytes of this body and of those before it in the transaction
     */
    public static void checkBody(Function<String, Optional<String>> headers, long totalBytes)
            throws LoadException {
        LoadHeaders all = new LoadHeaders(headers);
        boolean isJson = LoadFormat.of(all.text("format"), Optional.empty()).isJson();
        if (isJson && totalBytes > JSON_BATCH_LIMIT && !all.isTrue("ignore_json_size")) {
            throw new LoadException(
                    StatusCode.INTERNAL_ERROR,
                    "The size of this batch exceed the max size ["
                            + JSON_BATCH_LIMIT
                            + "]  of json type data  data [ "
                            + totalBytes
                            + " ]. Set ignore_json_size to skip the check, although it may lead"
                            + " huge memory consuming.");
        }
    }
}
