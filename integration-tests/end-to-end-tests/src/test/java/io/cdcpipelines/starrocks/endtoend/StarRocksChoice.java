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

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.environment.EmulatedStarRocks;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * On which StarRocks the tests run; chosen by the system property {@code starrocks.environment}.
 */
enum StarRocksChoice {
    EMULATOR {
        @Override
        Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        StarRocksEnvironment start() {
            return EmulatedStarRocks.start();
        }
    },
    CONTAINER {
        @Override
        Optional<String> obstacle() {
            return DockerClientFactory.instance().isDockerAvailable()
                    ? Optional.empty()
                    : Optional.of("The profile docker needs a Docker engine, and there is none.");
        }

        @Override
        StarRocksEnvironment start() {
            return new StarRocksContainer();
        }
    };

    static StarRocksChoice ofThisBuild() {
        return valueOf(System.getProperty("starrocks.environment").toUpperCase(Locale.ROOT));
    }

    /** Why this one cannot be started here, if so. */
    abstract Optional<String> obstacle();

    abstract StarRocksEnvironment start();
}
