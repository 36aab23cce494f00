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

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.client.History.Semantic;
import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Betrayal;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** Runs histories one after the other over a cluster of its own. Used by one thread. */
final class HistoryChecker implements AutoCloseable {
    private static final long LIMIT_MILLIS = 30_000;

    private final StarRocksEmulator emulator = StarRocksEmulator.builder().backends(2).start();
    private final Map<Semantic, Sink<Event>> sinks = new EnumMap<>(Semantic.class);
    private final Optional<ProcessFunction<Event, Event>> announcer;
    private long injected;
    private long starts;
    private long strict;

    HistoryChecker() throws IOException {
        for (Semantic semantic : Semantic.values()) {
            sinks.put(semantic, CheckpointedJob.sinkOf(SinkTask.sink(emulator, options(semantic))));
        }
        announcer = Optional.of(CheckpointedJob.announcer(sinks.get(Semantic.EXACTLY_ONCE)));
    }

    private static Map<String, String> options(Semantic semantic) {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "table.without-primary-key", "duplicate-key",
                                "sink.io.thread-count", "2",
                                "sink.retry.max-attempts", "3"));
        if (semantic == Semantic.EXACTLY_ONCE) {
            options.put("sink.semantic", "exactly-once");
        }
        if (semantic == Semantic.AT_LEAST_ONCE_WITHOUT_TRANSACTIONS) {
            options.put("sink.at-least-once.use-transaction-stream-load", "false");
        }
        return options;
    }

    /** Requests that were damaged so far. */
    long injected() {
        return injected;
    }

    /** How often jobs were started so far. */
    long starts() {
        return starts;
    }

    /** Histories so far after which no transaction may be left. */
    long strict() {
        return strict;
    }

    /** What is wrong with a history, if anything is; one that does not end is. */
    Optional<Throwable> failure(History history, Betrayal betrayal) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        // A thread of its own, as a task has: what the sink keeps for a thread must not outlive it.
        Thread task = new Thread(() -> failure.set(run(history, betrayal)), "history");
        task.setDaemon(true);
        task.start();
        try {
            task.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
        if (task.isAlive()) {
            AssertionError hangs = new AssertionError("It does not end");
            hangs.setStackTrace(task.getStackTrace());
            return Optional.of(hangs);
        }
        return Optional.ofNullable(failure.get());
    }

    private Throwable run(History history, Betrayal betrayal) {
        HistoryRun run =
                new HistoryRun(
                        emulator, sinks.get(history.semantic()), announcer, history, betrayal);
        try {
            run.run();
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        } finally {
            injected += run.injected();
            starts += run.restarts();
            strict += run.isStrict() ? 1 : 0;
        }
    }

    /** The smallest part of a history that fails, in words, with what is wrong with it. */
    String explain(History failing, Betrayal betrayal) {
        History smallest =
                Shrinker.shrink(failing, history -> failure(history, betrayal).isPresent());
        Throwable reason =
                failure(smallest, betrayal)
                        .or(() -> failure(failing, betrayal))
                        .orElseGet(() -> new AssertionError("It does not fail every time"));
        StringBuilder text = new StringBuilder(smallest.toString());
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            text.append("\n  because: ").append(cause);
            Arrays.stream(cause.getStackTrace())
                    .limit(6)
                    .forEach(frame -> text.append("\n      at ").append(frame));
        }
        return text.toString();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
