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

package io.cdcpipelines.starrocks.emulator.conformance;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** An emulator with three backends whose jobs and timeouts move only when told. */
final class EmulatorServer implements Server {
    private static final int BACKENDS = 3;
    private static final Duration NEVER = Duration.ofDays(1);

    private final ShiftedClock clock;
    private final StarRocksEmulator emulator;

    private EmulatorServer(ShiftedClock clock, StarRocksEmulator emulator) {
        this.clock = clock;
        this.emulator = emulator;
    }

    static EmulatorServer start(VersionProfile profile) {
        return start(profile, Clock.systemDefaultZone());
    }

    static EmulatorServer start(VersionProfile profile, Clock base) {
        ShiftedClock clock = new ShiftedClock(base);
        try {
            return new EmulatorServer(
                    clock,
                    StarRocksEmulator.builder()
                            .profile(profile)
                            .clock(clock)
                            .backends(BACKENDS)
                            .alterTick(NEVER)
                            .sweepInterval(NEVER)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String queryAddress() {
        return emulator.jdbcUrl().substring("jdbc:mysql://".length());
    }

    @Override
    public String frontendAddress() {
        return emulator.loadUrl();
    }

    @Override
    public String backendAddress(int backend) {
        return emulator.backendUrls().get(backend - 1);
    }

    @Override
    public void stepAlterJobs() {
        emulator.tick();
    }

    @Override
    public void control(String command) {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "advance" -> advance(seconds(words[1]));
            case "publish" -> publish(words);
            case "repeat" ->
                    emulator.faults()
                            .failNext(
                                    Operation.ALTER_JOB,
                                    new Fault.Delay(Fault.Moment.BEFORE, Duration.ZERO));
            case "backends" -> {
                for (int i = 0; i < BACKENDS; i++) {
                    emulator.stopBackend(i);
                }
            }
            case "backend" -> emulator.startBackend(Integer.parseInt(words[1]) - 1);
            default -> throw new IllegalArgumentException("No such control: " + command);
        }
    }

    private void publish(String[] words) {
        if (words[1].equals("delay")) {
            emulator.publishDelay(seconds(words[2]));
        } else {
            emulator.publishDelay(Duration.ZERO);
            advance(Duration.ofHours(1));
            emulator.transactions().publishDue();
        }
    }

    private void advance(Duration duration) {
        clock.advance(duration);
        emulator.tick();
    }

    private static Duration seconds(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        emulator.close();
    }
}
