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

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.metrics.Counter;

/**
 * The sink of a dry run: takes rows, counts them and sends nothing anywhere. Stateless.
 *
 * <p>It is public because Flink CDC looks at the class of a sink by reflection.
 */
public final class DryRunEventSink implements Sink<Event> {
    private static final long serialVersionUID = 1L;

    /** The name of the counter. */
    static final String ROWS_DISCARDED = "rowsDiscarded";

    @Override
    public SinkWriter<Event> createWriter(InitContext context) {
        return new DiscardingWriter(context.metricGroup().counter(ROWS_DISCARDED));
    }

    /** Confined to the mailbox thread. */
    private static final class DiscardingWriter implements SinkWriter<Event> {
        private final Counter discarded;

        DiscardingWriter(Counter discarded) {
            this.discarded = discarded;
        }

        @Override
        public void write(Event event, Context context) {
            if (event instanceof DataChangeEvent) {
                discarded.inc();
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
