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

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The UTC offset of a zone at a point in time. Remembers the span between two changes of the clock
 * that it was asked for last, so that most questions cost two comparisons and no object. Used by
 * one thread.
 */
final class ZoneOffsets {
    private final ZoneRules rules;

    private long validFrom = 1;
    private long validUntil = 0;
    private int seconds;

    ZoneOffsets(ZoneId zone) {
        rules = zone.getRules();
    }

    int secondsAt(long epochSecond) {
        if (epochSecond < validFrom || epochSecond >= validUntil) {
            remember(epochSecond);
        }
        return seconds;
    }

    private void remember(long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        seconds = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition next = rules.nextTransition(instant);
        validUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusSeconds(1));
        validFrom = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
    }
}
