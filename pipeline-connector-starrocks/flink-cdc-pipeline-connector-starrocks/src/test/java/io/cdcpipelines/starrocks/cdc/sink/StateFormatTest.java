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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checkpoints of every released version can be read; files hold what version 1 wrote. */
class StateFormatTest {
    private static final Committable COMMITTABLE =
            new Committable(
                    TransactionId.of(
                            TablePath.of("shop", "orders"),
                            "flink-shop-orders-x0123abcd-3-16",
                            4711),
                    42,
                    Instant.ofEpochMilli(1_795_190_400_123L));

    private static WriterState state() {
        Map<TablePath, Long> nextNumbers = new LinkedHashMap<>();
        nextNumbers.put(TablePath.of("shop", "orders"), 17L);
        nextNumbers.put(TablePath.of("库存", "订单"), 0L);
        return new WriterState(LabelLine.of("flink", "x0123abcd", 3), nextNumbers);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = StateFormatTest.class.getResourceAsStream("/state/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsWriterStatesOfVersion1() throws Exception {
        assertThat(new WriterStateSerializer().deserialize(1, file("writer-state-v1.bin")))
                .isEqualTo(state());
    }

    @Test
    void writesWriterStatesAsVersion1() throws Exception {
        WriterStateSerializer serializer = new WriterStateSerializer();

        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(serializer.serialize(state())).isEqualTo(file("writer-state-v1.bin"));
    }

    /** As at-least-once writers leave it, so that a job may change its semantic. */
    @Test
    void keepsAMarkAsNothing() throws Exception {
        WriterStateSerializer serializer = new WriterStateSerializer();

        assertThat(serializer.serialize(WriterState.MARK)).isEmpty();
        assertThat(serializer.deserialize(1, new byte[0])).isEqualTo(WriterState.MARK);
    }

    @Test
    void readsCommittablesOfVersion1() throws Exception {
        assertThat(new CommittableSerializer().deserialize(1, file("committable-v1.bin")))
                .isEqualTo(COMMITTABLE);
    }

    @Test
    void writesCommittablesAsVersion1() throws Exception {
        CommittableSerializer serializer = new CommittableSerializer();

        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(serializer.serialize(COMMITTABLE)).isEqualTo(file("committable-v1.bin"));
    }

    @Test
    void refusesVersionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> new WriterStateSerializer().deserialize(2, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> new CommittableSerializer().deserialize(2, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2");
    }
}
