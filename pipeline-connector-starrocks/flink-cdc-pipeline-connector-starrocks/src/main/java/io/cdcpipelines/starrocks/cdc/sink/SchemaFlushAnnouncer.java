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

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stands before the writer in its chain and passes every event on; while it passes a flush event
 * on, {@link SchemaFlushes} says so.
 */
final class SchemaFlushAnnouncer extends ProcessFunction<Event, Event>
        implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    /** By name, since the class is not the same in all versions of Flink CDC. */
    private static final String FLUSH_EVENT = "FlushEvent";

    @Override
    public void processElement(Event event, Context context, Collector<Event> out)
            throws Exception {
        SchemaFlushes flushes = SchemaFlushes.ofThisThread();
        flushes.announced();
        if (!event.getClass().getSimpleName().equals(FLUSH_EVENT)) {
            out.collect(event);
            return;
        }
        flushes.begin(tablesOf(event));
        try {
            out.collect(event);
        } finally {
            flushes.end();
        }
    }

    /**
     * From Flink CDC 3.3 on a flush names the tables of the sink. That of 3.2 names the table of
     * the source, which may be called otherwise: there it is for all tables.
     */
    private static Predicate<TableId> tablesOf(Event flush)
            throws IllegalAccessException, InvocationTargetException {
        try {
            return ((Collection<?>) flush.getClass().getMethod("getTableIds").invoke(flush))
                    ::contains;
        } catch (NoSuchMethodException e) {
            return table -> true;
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        SchemaFlushes.ofThisThread().completed(checkpointId);
    }
}
