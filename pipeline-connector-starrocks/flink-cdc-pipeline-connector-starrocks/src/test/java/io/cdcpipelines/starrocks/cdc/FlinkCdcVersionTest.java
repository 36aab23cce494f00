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

package io.cdcpipelines.starrocks.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;

/** Sees to it that a run of the tests meets the version of Flink CDC that it is named after. */
class FlinkCdcVersionTest {

    @Test
    void runsWithTheVersionThatTheBuildAskedFor() {
        String version = System.getProperty("flink-cdc.version");

        assertThat(jarOf(Event.class)).isEqualTo("flink-cdc-common-" + version + ".jar");
        assertThat(jarOf(BinaryRecordDataGenerator.class))
                .isEqualTo("flink-cdc-runtime-" + version + ".jar");
    }

    private static String jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
    }
}
