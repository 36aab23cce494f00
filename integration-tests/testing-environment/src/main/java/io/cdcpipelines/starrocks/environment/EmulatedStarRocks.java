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

package io.cdcpipelines.starrocks.environment;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The emulator in this process; any thread may connect. */
public final class EmulatedStarRocks implements StarRocksEnvironment {

    private static final String ROOT_PASSWORD = "starrocks-password";

    private final StarRocksEmulator emulator;

    private EmulatedStarRocks(StarRocksEmulator emulator) {
        this.emulator = emulator;
    }

    /** An emulator of StarRocks 3.5 with one backend, on free ports. */
    public static EmulatedStarRocks start() {
        try {
            return new EmulatedStarRocks(
                    StarRocksEmulator.builder()
                            .profile(VersionProfile.V3_5)
                            .backends(1)
                            .rootPassword(ROOT_PASSWORD)
                            // Schema changes take ten seconds and more by default, as on a
                            // frontend.
                            .alterTick(Duration.ofMillis(200))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator cannot listen on its ports", e);
        }
    }

    /** For faults, and for what it knows about loads and transactions. */
    public StarRocksEmulator emulator() {
        return emulator;
    }

    @Override
    public String jdbcUrl() {
        return emulator.jdbcUrl();
    }

    @Override
    public String loadUrl() {
        return emulator.loadUrl();
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return ROOT_PASSWORD;
    }

    @Override
    public void close() {
        emulator.close();
    }

    @Override
    public String toString() {
        return "StarRocks emulator at " + jdbcUrl();
    }
}
