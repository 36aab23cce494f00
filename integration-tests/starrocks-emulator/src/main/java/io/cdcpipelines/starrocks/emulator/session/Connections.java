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

package io.cdcpipelines.starrocks.emulator.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The MySQL connections that are open, for SHOW PROCESSLIST and KILL. Thread-safe: each connection
 * replaces its own entry, others read.
 */
public final class Connections {

    /**
     * A connection at one moment.
     *
     * @param command {@code Query} while a statement runs, else {@code Sleep}
     * @param statement the statement that runs, else empty
     * @param since when the command began
     */
    public record Entry(
            long id,
            String user,
            String host,
            Optional<String> database,
            String command,
            String statement,
            Instant start,
            Instant since) {}

    private record Registration(Entry entry, Runnable close) {}

    private final Map<Long, Registration> open = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong(1);
    private final Clock clock;

    public Connections(Clock clock) {
        this.clock = clock;
    }

    public long nextId() {
        return nextId.getAndIncrement();
    }

    /**
     * @param close ends the connection, from any thread
     */
    public void add(Session session, Runnable close) {
        Instant now = clock.instant();
        open.put(
                session.connectionId(),
                new Registration(entry(session, "Sleep", "", now, now), close));
    }

    /** Notes what the connection does from now on. */
    public void running(Session session, String command, String statement) {
        open.computeIfPresent(
                session.connectionId(),
                (id, old) ->
                        new Registration(
                                entry(
                                        session,
                                        command,
                                        statement,
                                        old.entry().start(),
                                        clock.instant()),
                                old.close()));
    }

    private static Entry entry(
            Session session, String command, String statement, Instant start, Instant since) {
        return new Entry(
                session.connectionId(),
                session.user(),
                session.host(),
                session.database(),
                command,
                statement,
                start,
                since);
    }

    public void remove(long id) {
        open.remove(id);
    }

    public Optional<Entry> entry(long id) {
        return Optional.ofNullable(open.get(id)).map(Registration::entry);
    }

    /** All connections by id. */
    public List<Entry> entries() {
        return open.values().stream()
                .map(Registration::entry)
                .sorted(Comparator.comparingLong(Entry::id))
                .collect(Collectors.toList());
    }

    /** Closes the connection, if it is still there. */
    public void kill(long id) {
        Registration registration = open.get(id);
        if (registration != null) {
            registration.close().run();
        }
    }
}
