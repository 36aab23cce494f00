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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the headers of a load say about its body. Immutable.
 *
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
        Map<String, String> parameters) {

    private static final List<String> SHARED =
            List.of(
                    "format",
                    "columns",
                    "where",
                    "column_separator",
                    "row_delimiter",
                    "partitions",
                    "temporary_partitions",
                    "negative",
                    "strict_mode",
                    "timezone",
                    "load_mem_limit",
                    "jsonpaths",
                    "json_root",
                    "strip_outer_array",
                    "partial_update",
                    "partial_update_mode",
                    "merge_condition",
                    "transmission_compression_type",
                    "load_dop",
                    "timeout",
                    "compression",
                    "content-encoding");
    private static final long JSON_BATCH_LIMIT = 100L << 20;

    /** The request of a plain Stream Load. */
    public static LoadRequest single(Function<String, Optional<String>> headers)
            throws LoadException {
        return of(headers, headers);
    }

    /** The request of a load in a transaction, which knows fewer headers. */
    public static LoadRequest inTransaction(Function<String, Optional<String>> headers)
            throws LoadException {
        return of(headers, name -> Optional.empty());
    }

    private static LoadRequest of(
            Function<String, Optional<String>> headers,
            Function<String, Optional<String>> singleOnly)
            throws LoadException {
        if (present(headers, "partitions") && present(headers, "temporary_partitions")) {
            throw refused("Can not specify both partitions and temporary partitions");
        }
        return new LoadRequest(
                LoadFormat.of(headers.apply("format"), compression(headers)),
                headers.apply("columns").filter(text -> !text.isBlank()),
                headers.apply("where").filter(text -> !text.isBlank()),
                headers.apply("jsonpaths").filter(text -> !text.isBlank()),
                headers.apply("json_root").filter(text -> !text.isBlank()),
                headers.apply("merge_condition").filter(text -> !text.isBlank()),
                headers.apply("timezone").filter(text -> !text.isBlank()),
                Delimiter.parse(headers.apply("column_separator").orElse("\t")),
                Delimiter.parse(headers.apply("row_delimiter").orElse("\n")),
                oneByte("enclose", singleOnly),
                oneByte("escape", singleOnly),
                skipHeader(singleOnly),
                isTrue(singleOnly, "trim_space"),
                isTrue(headers, "strip_outer_array"),
                isStrict(headers),
                isPartialUpdate(headers, singleOnly),
                maxFilterRatio(headers),
                shared(headers));
    }

    private static Optional<String> compression(Function<String, Optional<String>> headers)
            throws LoadException {
        Optional<String> own = headers.apply("compression");
        Optional<String> standard = headers.apply("content-encoding");
        if (own.isPresent() && standard.isPresent()) {
            throw refused("Only one of http header content-encoding and compression can be set");
        }
        return own.or(() -> standard);
    }

    private static Optional<Byte> oneByte(String name, Function<String, Optional<String>> headers)
            throws LoadException {
        byte[] bytes = headers.apply(name).orElse("").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 1) {
            throw refused("Invalid " + name + " format. Must be one byte");
        }
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes[0]);
    }

    private static int skipHeader(Function<String, Optional<String>> headers) throws LoadException {
        try {
            return Integer.parseInt(headers.apply("skip_header").orElse("0").strip());
        } catch (NumberFormatException e) {
            throw refused("Invalid csv load skip_header format");
        }
    }

    private static boolean isStrict(Function<String, Optional<String>> headers)
            throws LoadException {
        String text = headers.apply("strict_mode").orElse("false");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw refused("Invalid strict mode format. Must be bool type");
        }
        return text.equalsIgnoreCase("true");
    }

    /** In a transaction only the exact word counts. */
    private static boolean isPartialUpdate(
            Function<String, Optional<String>> headers,
            Function<String, Optional<String>> singleOnly) {
        return headers.apply("partial_update").orElse("").equals("true")
                || isTrue(singleOnly, "partial_update");
    }

    private static double maxFilterRatio(Function<String, Optional<String>> headers)
            throws LoadException {
        try {
            double ratio = Double.parseDouble(headers.apply("max_filter_ratio").orElse("0"));
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw refused("Invalid max_filter_ratio format. Must be between 0 and 1");
    }

    private static boolean isTrue(Function<String, Optional<String>> headers, String name) {
        return headers.apply(name).orElse("").equalsIgnoreCase("true");
    }

    private static boolean present(Function<String, Optional<String>> headers, String name) {
        return headers.apply(name).filter(text -> !text.isEmpty()).isPresent();
    }

    private static Map<String, String> shared(Function<String, Optional<String>> headers) {
        Map<String, String> shared = new TreeMap<>();
        SHARED.forEach(name -> headers.apply(name).ifPresent(value -> shared.put(name, value)));
        return Map.copyOf(shared);
    }

    /**
     * Refuses JSON that is announced larger than a backend reads in one piece.
     *
     * @param totalBytes the announced bytes of this body and of those before it in the transaction
     */
    public void checkSize(Function<String, Optional<String>> headers, long totalBytes)
            throws LoadException {
        if (format.isJson()
                && totalBytes > JSON_BATCH_LIMIT
                && !isTrue(headers, "ignore_json_size")) {
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

    private static LoadException refused(String message) {
        return new LoadException(StatusCode.INVALID_ARGUMENT, message);
    }
}
