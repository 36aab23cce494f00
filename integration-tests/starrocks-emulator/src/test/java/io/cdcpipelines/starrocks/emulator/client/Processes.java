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

package io.cdcpipelines.starrocks.emulator.client;

import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.event.Event;

/** Where the tasks of a {@link CheckpointedJob} live, and how they die. */
interface Processes {

    /** Processes that die without a word, and jobs with identifiers of their own. */
    Processes ORDINARY =
            new Processes() {
                @Override
                public JobID submit() {
                    return new JobID();
                }

                @Override
                public Optional<ProcessingTimeService> timers() {
                    return Optional.empty();
                }

                @Override
                public void kill(SinkWriter<Event> writer, Optional<Committer<Object>> committer) {}
            };

    /** The identifier of a new submission. */
    JobID submit();

    /** Timers of a task in place of those that the clock drives. */
    Optional<ProcessingTimeService> timers();

    /** Frees what a task holds in this process, and lets nothing of it reach a server. */
    void kill(SinkWriter<Event> writer, Optional<Committer<Object>> committer) throws Exception;
}
