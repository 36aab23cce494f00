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

package io.cdcpipelines.starrocks.emulator.catalog;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;

/**
 * The metadata of the emulated frontend: databases, ids and the lock under which every statement
 * and every commit changes them.
 */
public final class Cluster {
    private static final long FIRST_BACKEND_ID = 10_001;

    private final VersionProfile profile;
    private final Clock clock;
    private final int backendCount;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final Set<Long> stoppedBackends = new HashSet<>();
    private long nextId;

    public Cluster(VersionProfile profile, Clock clock, int backendCount) {
        this.profile = profile;
        this.clock = clock;
        this.backendCount = backendCount;
        this.nextId = FIRST_BACKEND_ID + backendCount;
    }

    public VersionProfile profile() {
        return profile;
    }

    public Clock clock() {
        return clock;
    }

    public int backendCount() {
        return backendCount;
    }

    /** The ids under which the frontend knows its backends. */
    public List<Long> backendIds() {
        return LongStream.range(FIRST_BACKEND_ID, FIRST_BACKEND_ID + backendCount).boxed().toList();
    }

    /** The ids of those backends that answer the frontend's heartbeats. */
    public List<Long> aliveBackendIds() {
        lock.lock();
        try {
            return backendIds().stream().filter(id -> !stoppedBackends.contains(id)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** A backend, counted from 0, no longer answers heartbeats. */
    public void backendStopped(int index) {
        lock.lock();
        try {
            stoppedBackends.add(FIRST_BACKEND_ID + index);
        } finally {
            lock.unlock();
        }
    }

    /** A backend, counted from 0, answers heartbeats again. */
    public void backendStarted(int index) {
        lock.lock();
        try {
            stoppedBackends.remove(FIRST_BACKEND_ID + index);
        } finally {
            lock.unlock();
        }
    }

    /** Held by whoever reads or changes databases, tables or transactions. */
    public ReentrantLock lock() {
        return lock;
    }

    /** The next id of a database, table, index or job: one growing sequence. */
    public long nextId() {
        return nextId++;
    }

    /** Database names are case-sensitive. */
    public Optional<Database> database(String name) {
        return Optional.ofNullable(databases.get(name));
    }

    public Collection<Database> databases() {
        return databases.values();
    }

    public Optional<Table> table(String database, String table) {
        return database(database).flatMap(d -> d.table(table));
    }

    public void add(Database database) {
        databases.put(database.name(), database);
    }

    public void rename(Database database, String newName) {
        databases.remove(database.name());
        database.name(newName);
        databases.put(newName, database);
    }

    public void remove(Database database) {
        databases.remove(database.name());
    }
}
