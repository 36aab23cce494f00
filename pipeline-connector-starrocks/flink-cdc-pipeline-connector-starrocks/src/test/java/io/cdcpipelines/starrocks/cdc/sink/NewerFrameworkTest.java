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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.FrameworkEvents;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that came with Flink CDC 3.3 and change no record are nothing to the writer. */
@Tag(FrameworkEvents.SINCE_3_3)
@Timeout(60)
class NewerFrameworkTest {

    @Test
    void goesOnAfterATableIsTruncatedOrDropped() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.flush();
            harness.write(FrameworkEvents.truncateTable(ORDERS), insert(ORDERS, 2, "y"));
            harness.flush();
            harness.write(FrameworkEvents.dropTable(ORDERS));
            harness.write(create(ORDERS), insert(ORDERS, 3, "z"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(row(1, "x"), row(2, "y"), row(3, "z"));
        }
    }
}
