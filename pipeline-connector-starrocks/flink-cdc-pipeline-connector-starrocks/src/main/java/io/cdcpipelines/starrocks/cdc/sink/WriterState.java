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

import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a checkpoint keeps of a writer: which labels it has used up. Everything after them was begun
 * after the checkpoint, so that it lingers if the job goes on from there. Immutable.
 */
final class WriterState {

    /**
     * Says no more than that there was a writer. Flink tells only tasks that have state of the
     * checkpoint they go on from; without this, a job that is submitted from one would look as if
     * it started anew.
     */
    static final WriterState MARK = new WriterState(LabelLine.of("mark", "mark", 0), Map.of());

    /** Enough for each task of a job that goes on with so many times the tasks. */
    private static final int MARKS = 32;

    private final LabelLine line;
    private final Map<TablePath, Long> nextNumbers;

    WriterState(LabelLine line, Map<TablePath, Long> nextNumbers) {
        this.line = Objects.requireNonNull(line, "line");
        this.nextNumbers = Collections.unmodifiableMap(new LinkedHashMap<>(nextNumbers));
    }

    /**
     * What every writer stores so that each task of a job that goes on gets some state; an
     * at-least-once writer stores nothing else.
     */
    static List<WriterState> marks() {
        return Collections.nCopies(MARKS, MARK);
    }

    LabelLine line() {
        return line;
    }

    /** The first unused number of each table that the writer knows. */
    Map<TablePath, Long> nextNumbers() {
        return nextNumbers;
    }

    long nextNumber(TablePath table) {
        return nextNumbers.getOrDefault(table, 0L);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WriterState
                && ((WriterState) other).line.equals(line)
                && ((WriterState) other).nextNumbers.equals(nextNumbers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(line, nextNumbers);
    }

    @Override
    public String toString() {
        return "labels " + line + " before " + nextNumbers;
    }
}
