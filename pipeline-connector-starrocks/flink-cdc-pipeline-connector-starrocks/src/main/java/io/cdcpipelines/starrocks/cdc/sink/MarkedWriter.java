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

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSink.StatefulSinkWriter;
import org.apache.flink.cdc.common.event.Event;

/** A writer that leaves its mark in checkpoints; confined to the mailbox thread like the other. */
final class MarkedWriter implements StatefulSinkWriter<Event, WriterState> {

    private final StarRocksWriter writer;

    MarkedWriter(StarRocksWriter writer) {
        this.writer = writer;
    }

    @Override
    public void write(Event event, Context context) throws IOException, InterruptedException {
        writer.write(event, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public List<WriterState> snapshotState(long checkpointId) {
        return WriterState.marks();
    }

    @Override
    public void close() {
        writer.close();
    }
}
