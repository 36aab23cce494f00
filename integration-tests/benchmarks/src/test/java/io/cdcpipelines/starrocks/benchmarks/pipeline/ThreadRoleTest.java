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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadRoleTest {
    @ParameterizedTest
    @CsvSource({
        "Source Data Fet, SOURCE_READER",
        "debezium-reader, SOURCE_READER",
        "Source: Flink C, SOURCE_TASK",
        "PostPartition -, SINK_TASK",
        "starrocks-load , SINK_IO",
        "GC Thread#1, GARBAGE_COLLECTOR",
        "G1 Refine#0, GARBAGE_COLLECTOR",
        "C2 CompilerThre, COMPILER",
        "flink-pekko.act, REST",
        "java, REST"
    })
    void isToldByTheBeginningOfTheName(String name, ThreadRole role) {
        assertThat(ThreadRole.of(name)).isEqualTo(role);
    }
}
