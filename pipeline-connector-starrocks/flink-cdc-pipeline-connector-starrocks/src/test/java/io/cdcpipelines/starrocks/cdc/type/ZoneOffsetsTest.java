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

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneOffsetsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "+05:30", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Z"})
    void givesTheOffsetOfEveryMomentInWhateverOrder(String id) {
        ZoneId zone = ZoneId.of(id);
        ZoneOffsets offsets = new ZoneOffsets(zone);
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long second = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
            long moment = (long) (random.nextDouble() * 2 * second) - second;
            assertThat(offsets.secondsAt(moment)).isEqualTo(expected(zone, moment));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-31T00:59:59Z",
                "2024-03-31T01:00:00Z",
                "2024-10-27T00:59:59Z",
                "2024-10-27T01:00:00Z"
            })
    void changesExactlyWhenTheClockChanges(String moment) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZoneOffsets offsets = new ZoneOffsets(berlin);
        long second = Instant.parse(moment).getEpochSecond();
        for (long near : new long[] {second, second - 1, second + 1, second}) {
            assertThat(offsets.secondsAt(near)).isEqualTo(expected(berlin, near));
        }
    }

    private static int expected(ZoneId zone, long second) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }
}
