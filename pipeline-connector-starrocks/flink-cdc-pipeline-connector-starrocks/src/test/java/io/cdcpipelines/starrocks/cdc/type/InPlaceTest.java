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

package io.cdcpipelines.starrocks.cdc.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.junit.jupiter.api.Test;

class InPlaceTest {
    private static final String TEXT = "longer than a slot";

    private static BinaryRecordData text() {
        return (BinaryRecordData)
                Fields.record(DataTypes.STRING(), BinaryStringData.fromString(TEXT));
    }

    @Test
    void knowsTheRulesOfEveryFrameworkThatIsSupported() {
        assertThat(InPlaceProbe.confirmsRules()).isTrue();
        assertThat(InPlace.canRead(text())).isTrue();
    }

    @Test
    void leavesRecordsInPiecesOrOffTheHeapToTheAccessors() {
        BinaryRecordData record = text();
        byte[] bytes = new byte[record.getSizeInBytes()];
        record.getSegments()[0].get(record.getOffset(), bytes);
        MemorySegment offHeap = MemorySegmentFactory.allocateUnpooledOffHeapMemory(bytes.length);
        offHeap.put(0, bytes);

        assertThat(InPlace.canRead(at(offHeap))).isFalse();
        assertThat(InPlace.canRead(at(MemorySegmentFactory.wrap(bytes)))).isTrue();
        assertThat(
                        InPlace.canRead(
                                at(
                                        MemorySegmentFactory.wrap(bytes),
                                        MemorySegmentFactory.wrap(bytes))))
                .isFalse();
    }

    private static RecordData at(MemorySegment... segments) {
        BinaryRecordData record = new BinaryRecordData(1);
        record.pointTo(segments, 0, segments[0].size());
        return record;
    }
}
