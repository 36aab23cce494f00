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

package io.cdcpipelines.starrocks.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What scenarios need to know of where they run. Immutable.
 *
 * @param connector the jar of this project
 * @param incumbent the jar of Flink CDC's own connector
 * @param distribution the directory with the jars of Flink and Flink CDC
 * @param directory where logs and other files of the processes go
 * @param profiles a directory for JFR recordings of the sinks' processes, which slow them down
 * @param effort how much is done
 */
public record Surroundings(
        Path connector,
        Path incumbent,
        Path distribution,
        Path directory,
        Optional<Path> profiles,
        Effort effort) {

    /** How much a scenario does for one measurement. */
    public enum Effort {
        /** As much as it takes to know a figure. */
        FULL,
        /** Just enough to see that everything works; the figures say nothing. */
        QUICK
    }

    public boolean isQuick() {
        return effort == Effort.QUICK;
    }
}
