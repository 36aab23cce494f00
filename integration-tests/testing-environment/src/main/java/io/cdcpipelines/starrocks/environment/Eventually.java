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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for conditions of other processes by asking again until a deadline; blocks the calling
 * thread. An exception from a condition ends the wait at once, so that a condition can report that
 * it will never hold.
 */
public final class Eventually {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private Eventually() {}

    /** Returns once the condition holds. */
    public static void holds(String what, Duration within, Callable<Boolean> condition) {
        holds(what, within, condition, () -> "");
    }

    /** As above; {@code lastSeen} tells in the failure what was there instead. */
    public static void holds(
            String what, Duration within, Callable<Boolean> condition, Supplier<String> lastSeen) {
        present(
                what,
                within,
                () -> condition.call() ? Optional.of(Boolean.TRUE) : Optional.empty(),
                lastSeen);
    }

    /** Returns the value as soon as there is one. */
    public static <T> T present(String what, Duration within, Callable<Optional<T>> probe) {
        return present(what, within, probe, () -> "");
    }

    private static <T> T present(
            String what, Duration within, Callable<Optional<T>> probe, Supplier<String> lastSeen) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            Optional<T> value = ask(what, probe);
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                String seen = lastSeen.get();
                throw new IllegalStateException(
                        "Waited %s in vain: %s%s"
                                .formatted(
                                        within,
                                        what,
                                        seen.isEmpty() ? "" : "; last seen: " + seen));
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    private static <T> Optional<T> ask(String what, Callable<Optional<T>> probe) {
        try {
            return probe.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Could not check: " + what, e);
        }
    }
}
