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

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.cdc.common.event.TableId;

/**
 * What {@link SchemaFlushAnnouncer} tells the writer behind it: whether a flush is for the sake of
 * a schema change, and which checkpoints are complete. Belongs to the thread of a task.
 *
 * <p>Flink CDC keeps its flush events from the writer and passes it no checkpoint's completion. The
 * two operators run in one chain and hence on one thread, which is the only thing they share: the
 * framework hands each its own copy of the sink.
 */
final class SchemaFlushes {
    private static final ThreadLocal<SchemaFlushes> OF_THREAD =
            ThreadLocal.withInitial(SchemaFlushes::new);

    private boolean isAnnounced;
    private Optional<Predicate<TableId>> changing = Optional.empty();
    private long completedCheckpoint;

    static SchemaFlushes ofThisThread() {
        return OF_THREAD.get();
    }

    /** An announcer works on this thread. */
    void announced() {
        isAnnounced = true;
    }

    boolean isAnnounced() {
        return isAnnounced;
    }

    /** Until it is over, a flush is one before these tables change. */
    void begin(Predicate<TableId> tables) {
        changing = Optional.of(tables);
    }

    void end() {
        changing = Optional.empty();
    }

    /** The tables that are about to change; empty if a flush is due to a checkpoint. */
    Optional<Predicate<TableId>> changing() {
        return changing;
    }

    void completed(long checkpoint) {
        completedCheckpoint = Math.max(completedCheckpoint, checkpoint);
    }

    /** The newest checkpoint known to be complete, 0 for none. */
    long completedCheckpoint() {
        return completedCheckpoint;
    }
}
