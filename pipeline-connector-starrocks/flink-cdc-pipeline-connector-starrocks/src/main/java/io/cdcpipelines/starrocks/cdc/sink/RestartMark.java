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

import java.util.Collections;
import java.util.List;

/**
 * Says in a checkpoint that the writer was there, and nothing else. Flink tells only tasks that
 * have state of the checkpoint they go on from; without this, a job that is submitted from one
 * would look as if it started anew.
 */
enum RestartMark {
    MARK;

    /** Enough for a mark to reach every task of a job that goes on with so many times the tasks. */
    private static final int TIMES = 32;

    /** What one writer stores. */
    static List<RestartMark> ofOneWriter() {
        return Collections.nCopies(TIMES, MARK);
    }
}
