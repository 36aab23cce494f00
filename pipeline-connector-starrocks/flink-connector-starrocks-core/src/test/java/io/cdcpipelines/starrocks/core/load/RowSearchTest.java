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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are refused are found, and the others are accepted once and in their order. */
class RowSearchTest {
    private static final List<LoadColumn> COLUMNS =
            List.of(
                    LoadColumn.of("id", FieldEncoding.PLAIN),
                    LoadColumn.of("t", FieldEncoding.PLAIN));

    static Stream<LoadFormat> formats() {
        return Stream.of(
                LoadFormat.json(COLUMNS),
                FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("\\n")).formatOf(COLUMNS),
                FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("##;")).formatOf(COLUMNS));
    }

    /** Rows of different lengths: row 3 takes most of the payload. */
    private static Payload payload(LoadFormat format, int count) {
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 24, 256));
        RowWriter out = format.newWriter(buffer);
        for (int id = 0; id < count; id++) {
            byte[] text = "t".repeat(id == 3 ? 500 : id % 5).getBytes(StandardCharsets.UTF_8);
            out.beginRow();
            out.field(0);
            out.writeLong(id);
            out.field(1);
            out.writeText(text, 0, text.length);
            out.endRow(RowOp.UPSERT);
        }
        return buffer.seal();
    }

    /** A server that refuses some ids. */
    private static final class Server implements RowSearch.Trial, RowSearch.Finding {
        private final LoadFormat format;
        private final BitSet refusedIds;
        private final List<Integer> accepted = new ArrayList<>();
        private final List<Integer> found = new ArrayList<>();
        private final List<RowSpan> foundRows = new ArrayList<>();
        private int trials;

        Server(LoadFormat format, BitSet refusedIds) {
            this.format = format;
            this.refusedIds = refusedIds;
        }

        @Override
        public void attempt(RowSpan rows) throws IOException {
            trials++;
            Payload payload = rows.payload();
            List<Integer> ids = ids(payload);
            assertThat(payload.rows()).isEqualTo(ids.size());
            if (ids.stream().anyMatch(refusedIds::get)) {
                throw new RowsRefusedException("refused", "reason of " + ids, 0);
            }
            accepted.addAll(ids);
        }

        private List<Integer> ids(Payload payload) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            payload.writeTo(bytes);
            String delimiter = new String(format.rowDelimiter(), StandardCharsets.UTF_8);
            return Arrays.stream(bytes.toString(StandardCharsets.UTF_8).split(delimiter))
                    .map(row -> row.replaceFirst("^\\{\"id\":", ""))
                    .map(row -> Integer.parseInt(row.split("[,|]")[0]))
                    .collect(Collectors.toList());
        }

        @Override
        public void refused(RowSpan row, RowsRefusedException refusal) {
            String id = row.row().asJson(List.of("id")).replaceAll("[^0-9]", "");
            assertThat(refusal.reason()).isEqualTo("reason of [" + id + "]");
            found.add(Integer.parseInt(id));
            foundRows.add(row);
        }
    }

    private static RowsRefusedException refusal(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().collect(Collectors.toList());
        return new RowsRefusedException("refused", "reason of " + all, 0);
    }

    private static List<Integer> others(int count, BitSet refused) {
        return IntStream.range(0, count)
                .filter(id -> !refused.get(id))
                .boxed()
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void findsEverySetOfRowsInPayloadsOfEverySize(LoadFormat format) throws Exception {
        int cases = 0;
        for (int count = 1; count <= 8; count++) {
            Payload payload = payload(format, count);
            for (int set = 1; set < 1 << count; set++) {
                BitSet refused = BitSet.valueOf(new long[] {set});
                Server server = new Server(format, refused);
                RowSpan all = RowSpan.of(payload, format);

                new RowSearch(server, server).searchRefused(all, refusal(count));

                assertThat(server.found)
                        .isEqualTo(refused.stream().boxed().collect(Collectors.toList()));
                assertThat(server.accepted).isEqualTo(others(count, refused));
                assertThat(server.trials).isLessThan(2 * count);
                List<Integer> rest = new ArrayList<>();
                for (RowSpan span : all.without(server.foundRows)) {
                    assertThat(span.payload().rows()).isEqualTo(server.ids(span.payload()).size());
                    rest.addAll(server.ids(span.payload()));
                }
                assertThat(rest).isEqualTo(server.accepted);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 500, 512, 999, 1000})
    void findsOneRowOfAThousandInAFewTrials(int id) throws Exception {
        LoadFormat format = LoadFormat.json(COLUMNS);
        BitSet refused = new BitSet();
        refused.set(id);
        Server server = new Server(format, refused);

        new RowSearch(server, server)
                .searchRefused(RowSpan.of(payload(format, 1001), format), refusal(1001));

        assertThat(server.found).containsExactly(id);
        assertThat(server.trials).isLessThanOrEqualTo(22);
    }

    @Test
    void takesRowsThatAreAcceptedInTheEnd() throws Exception {
        LoadFormat format = LoadFormat.json(COLUMNS);
        Server server = new Server(format, new BitSet());

        new RowSearch(server, server)
                .searchRefused(RowSpan.of(payload(format, 9), format), refusal(9));

        assertThat(server.found).isEmpty();
        assertThat(server.accepted).isEqualTo(others(9, new BitSet()));
    }

    @Test
    void asksFirstAboutRowsThatMayBeAcceptable() throws Exception {
        LoadFormat format = LoadFormat.json(COLUMNS);
        Server server = new Server(format, new BitSet());

        new RowSearch(server, server).search(RowSpan.of(payload(format, 9), format));

        assertThat(server.trials).isEqualTo(1);
    }

    @Test
    void endsWithTheFirstOtherFailure() {
        LoadFormat format = LoadFormat.json(COLUMNS);
        Server server = new Server(format, new BitSet());
        RowSearch search =
                new RowSearch(
                        rows -> {
                            throw new StarRocksLoadException(ErrorKind.RETRYABLE, "gone");
                        },
                        server);

        assertThatThrownBy(() -> search.search(RowSpan.of(payload(format, 9), format)))
                .hasMessage("gone");
        assertThat(server.found).isEmpty();
    }
}
