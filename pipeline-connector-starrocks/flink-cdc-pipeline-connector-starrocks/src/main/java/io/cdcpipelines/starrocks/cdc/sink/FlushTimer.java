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

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;

/**
 * Tells the tables when their oldest row has waited for the flush interval, with at most one timer
 * of Flink however many tables there are. Confined to the mailbox thread.
 */
final class FlushTimer implements ProcessingTimeCallback {
    private final ProcessingTimeService time;
    private final long intervalMillis;
    // The interval is the same for all, so the order of arrival is the order of the deadlines.
    private final Map<TableWriter, Long> deadlines = new LinkedHashMap<>();
    private boolean armed;

    FlushTimer(ProcessingTimeService time, Duration interval) {
        this.time = time;
        this.intervalMillis = interval.toMillis();
    }

    /** The table has rows; nothing changes if it had some before. */
    void start(TableWriter table) {
        if (deadlines.putIfAbsent(table, time.getCurrentProcessingTime() + intervalMillis)
                == null) {
            arm();
        }
    }

    /** The table was flushed. */
    void stop(TableWriter table) {
        deadlines.remove(table);
    }

    private void arm() {
        if (!armed && !deadlines.isEmpty()) {
            armed = true;
            time.registerTimer(deadlines.values().iterator().next(), this);
        }
    }

    @Override
    public void onProcessingTime(long timestamp) {
        armed = false;
        Iterator<Map.Entry<TableWriter, Long>> oldest = deadlines.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<TableWriter, Long> entry = oldest.next();
            if (entry.getValue() > timestamp) {
                break;
            }
            TableWriter table = entry.getKey();
            oldest.remove();
            table.flush();
        }
        arm();
    }
}
