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

package io.cdcpipelines.starrocks.core.transaction;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Objects;

/**
 * Names the transactions of one writer between a start of its job and the next, in a way that the
 * writer after it can tell: {@code prefix-database-table-origin-subtask-number}, the numbers of
 * each table from 0 without a gap. Immutable.
 *
 * <p>The origin stands for the start of the job. It is the same for every attempt that starts from
 * the same checkpoint, so that an attempt finds what the attempt before left behind, and another
 * one for every other start, so that nobody rolls back what a writer at work has begun and no label
 * has to be used again.
 */
public final class LabelLine {
    private static final String NO_CHECKPOINT = "start";

    private final String prefix;
    private final String origin;
    private final int subtask;
    private final LabelStems stems;

    private LabelLine(String prefix, String origin, int subtask) {
        if (!LabelStems.isLegal(origin) || origin.length() > 16) {
            throw new IllegalArgumentException("Not an origin: '" + origin + "'");
        }
        if (subtask < 0) {
            throw new IllegalArgumentException("Not a subtask: " + subtask);
        }
        this.prefix = prefix;
        this.origin = origin;
        this.subtask = subtask;
        this.stems = new LabelStems(prefix, origin + "-" + subtask);
    }

    /** A line whose origin is known, because a checkpoint has kept it. */
    public static LabelLine of(String prefix, String origin, int subtask) {
        return new LabelLine(prefix, origin, subtask);
    }

    /**
     * The line of a writer that starts without a checkpoint.
     *
     * @param jobId the same for all attempts of a job
     */
    public static LabelLine ofStart(String prefix, String jobId, int parallelism, int subtask) {
        return of(prefix, origin(jobId, parallelism, NO_CHECKPOINT), subtask);
    }

    /** The line of a writer that goes on from a checkpoint. */
    public static LabelLine ofRestore(
            String prefix, String jobId, int parallelism, int subtask, long checkpoint) {
        return of(prefix, origin(jobId, parallelism, Long.toString(checkpoint)), subtask);
    }

    private static String origin(String jobId, int parallelism, String checkpoint) {
        return "x" + LabelStems.hash(jobId + " " + parallelism + " " + checkpoint);
    }

    public String prefix() {
        return prefix;
    }

    public String origin() {
        return origin;
    }

    public int subtask() {
        return subtask;
    }

    public String label(TablePath table, long number) {
        return stems.of(table) + number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelLine
                && ((LabelLine) other).prefix.equals(prefix)
                && ((LabelLine) other).origin.equals(origin)
                && ((LabelLine) other).subtask == subtask;
    }

    @Override
    public int hashCode() {
        return Objects.hash(prefix, origin, subtask);
    }

    @Override
    public String toString() {
        return prefix + "-...-" + origin + "-" + subtask;
    }
}
