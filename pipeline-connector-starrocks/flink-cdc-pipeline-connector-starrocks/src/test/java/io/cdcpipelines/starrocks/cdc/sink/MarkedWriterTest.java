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

import org.junit.jupiter.api.Test;

class MarkedWriterTest {

    @Test
    void leavesAMarkInCheckpointsAndHandsEverythingOn() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            MarkedWriter writer = new MarkedWriter(harness.writer);
            assertThat(writer.snapshotState(1)).isNotEmpty().containsOnly(WriterState.MARK);

            writer.write(WriterHarness.create(WriterHarness.ORDERS), null);
            writer.write(WriterHarness.insert(WriterHarness.ORDERS, 1, "x"), null);
            writer.flush(false);
            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(WriterHarness.row(1, "x"));

            writer.close();
            assertThat(harness.starRocks.isClosed()).isTrue();
        }
    }
}
