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

package io.cdcpipelines.starrocks.core.catalog;

import java.util.Locale;
import java.util.Objects;

/** A schema change job of a table as the server showed it at one moment: an immutable value. */
public final class AlterJob {

    /** How far a job is; ids of jobs grow with time. */
    public enum State {
        PENDING,
        WAITING_TXN,
        RUNNING,
        FINISHED_REWRITING,
        FINISHED,
        CANCELLED,
        /** A state that this version does not know; the job counts as unfinished. */
        UNRECOGNISED;

        static State parse(String text) {
            for (State state : values()) {
                if (state.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return state;
                }
            }
            return UNRECOGNISED;
        }
    }

    private final long id;
    private final State state;
    private final String message;

    public AlterJob(long id, State state, String message) {
        this.id = id;
        this.state = Objects.requireNonNull(state, "state");
        this.message = Objects.requireNonNull(message, "message");
    }

    public long id() {
        return id;
    }

    public State state() {
        return state;
    }

    /** Why the job was cancelled; empty for other jobs. */
    public String message() {
        return message;
    }

    public boolean isOver() {
        return state == State.FINISHED || state == State.CANCELLED;
    }

    @Override
    public String toString() {
        return "job " + id + " " + state + (message.isEmpty() ? "" : " (" + message + ")");
    }
}
