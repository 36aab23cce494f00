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

package io.cdcpipelines.starrocks.emulator.alter;

import io.cdcpipelines.starrocks.emulator.catalog.Table;
import java.time.Instant;
import java.util.Optional;

/** A schema change of one table, running or done. Changes only under the lock of the cluster. */
public final class AlterJob {

    /** How far a job is. */
    public enum State {
        PENDING,
        WAITING_TXN,
        RUNNING,
        FINISHED,
        CANCELLED;

        public boolean isFinal() {
            return this == FINISHED || this == CANCELLED;
        }
    }

    private final long id;
    private final Table table;
    private final String tableName;
    private final long indexId;
    private final long originIndexId;
    private final int schemaVersion;
    private final int schemaHash;
    private final long watershed;
    private final SchemaChange change;
    private final RowImage image;
    private final Instant created;
    private Optional<Instant> finished = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private State state = State.PENDING;
    private String message = "";

    /**
     * @param watershed the id below which load transactions do not know the new schema
     */
    AlterJob(
            long id,
            Table table,
            long indexId,
            long watershed,
            SchemaChange change,
            RowImage image,
            Instant created) {
        this.id = id;
        this.table = table;
        this.tableName = table.name();
        this.indexId = indexId;
        this.originIndexId = table.indexId();
        this.schemaVersion = table.schemaVersion() + 1;
        this.schemaHash = Long.hashCode(indexId * 0x9E3779B97F4A7C15L) & Integer.MAX_VALUE;
        this.watershed = watershed;
        this.change = change;
        this.image = image;
        this.created = created;
    }

    public long id() {
        return id;
    }

    public Table table() {
        return table;
    }

    public long databaseId() {
        return table.databaseId();
    }

    /** The name that the table had when the job was made. */
    public String tableName() {
        return tableName;
    }

    /** The index that the job writes. */
    public long indexId() {
        return indexId;
    }

    /** The index that the job reads; the same one under fast schema evolution. */
    public long originIndexId() {
        return originIndexId;
    }

    /** {@code version:hash}, as SHOW ALTER prints it. */
    public String schemaVersion() {
        return schemaVersion + ":" + schemaHash;
    }

    public long watershed() {
        return watershed;
    }

    public SchemaChange change() {
        return change;
    }

    public Instant created() {
        return created;
    }

    public Optional<Instant> finished() {
        return finished;
    }

    public State state() {
        return state;
    }

    /** Why the job was cancelled, else empty. */
    public String message() {
        return message;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(notBefore);
    }

    void holdBackUntil(Instant time) {
        notBefore = time;
    }

    boolean isTimedOut(Instant now) {
        return now.isAfter(created.plus(change.timeout()));
    }

    void advanceTo(State next) {
        state = next;
    }

    void cancel(String reason, Instant now) {
        state = State.CANCELLED;
        message = reason;
        finished = Optional.of(now);
    }

    /** Gives the table its new columns, and its rows the new shape. */
    void finish(Instant now) {
        table.rows().rewrite(image);
        table.columns(change.columns());
        change.sortKey().ifPresent(table::sortKey);
        table.indexId(indexId);
        state = State.FINISHED;
        finished = Optional.of(now);
    }
}
