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

package io.cdcpipelines.starrocks.emulator.backend;

import io.cdcpipelines.starrocks.emulator.http.BasicAuth;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry.BeginRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One backend: the loads that it has open, by label alone, and its error files. Thread-safe. */
public final class Backend {
    private static final Duration IDLE_SLACK = Duration.ofSeconds(30);

    private final String host;
    private final BackendServices services;
    private final LoadAuthorization authorization;
    private final ErrorLogs errorLogs = new ErrorLogs();
    private final ConcurrentMap<String, LoadContext> contexts = new ConcurrentHashMap<>();
    private volatile int httpPort;
    private volatile boolean isAlive = true;

    public Backend(String host, BackendServices services) {
        this.host = host;
        this.services = services;
        this.authorization = new LoadAuthorization(services.cluster(), services.accounts());
    }

    /** Told once the port is bound; ErrorURLs and redirects name it. */
    public void httpPort(int port) {
        httpPort = port;
    }

    /** {@code host:port} of its HTTP server. */
    public String address() {
        return host + ":" + httpPort;
    }

    public int httpPort() {
        return httpPort;
    }

    /** Whether the frontend sends loads here. */
    public boolean isAlive() {
        return isAlive;
    }

    /** The name under which its transactions are filed. */
    private String coordinator() {
        return "BE: " + host;
    }

    /** Forgets every open load, as a backend does when it dies. */
    public void stop() {
        isAlive = false;
        List<LoadContext> lost = List.copyOf(contexts.values());
        contexts.clear();
        for (LoadContext context : lost) {
            services.transactions().abort(context.transaction().id(), "coordinate BE is down");
        }
    }

    public void start() {
        isAlive = true;
    }

    BackendServices services() {
        return services;
    }

    Instant now() {
        return services.cluster().clock().instant();
    }

    /** Begins a transaction and opens its context, which is not yet in the map of labels. */
    LoadContext begin(RequestHead head, String database, String table, String label)
            throws LoadException {
        Optional<Duration> timeout = timeout(head, "timeout");
        Optional<Duration> idle = timeout(head, "idle_transaction_timeout");
        BasicAuth auth = LoadAuthorization.credentials(head);
        authorization.check(auth, head.clientAddress(), database, table);
        long seconds =
                timeout.map(Duration::toSeconds)
                        .orElseGet(services.transactions()::defaultTimeoutSeconds);
        Transaction transaction =
                services.transactions()
                        .begin(new BeginRequest(database, table, label, seconds, coordinator()));
        return new LoadContext(label, database, table, transaction, timeout, idle, now());
    }

    private static Optional<Duration> timeout(RequestHead head, String header)
            throws LoadException {
        Optional<String> text = head.header(header).filter(t -> !t.isEmpty());
        if (text.isPresent() && !isInt(text.get())) {
            throw new LoadException(StatusCode.INVALID_ARGUMENT, "Invalid timeout format");
        }
        return text.map(t -> Duration.ofSeconds(Long.parseLong(t)));
    }

    /** Backends read header numbers in 32 bits; the frontend then says which are in range. */
    static boolean isInt(String text) {
        return text.matches("[-+]?\\d{1,10}")
                && Math.abs(Long.parseLong(text)) <= Integer.MAX_VALUE;
    }

    Optional<LoadContext> context(String label) {
        return Optional.ofNullable(contexts.get(label));
    }

    List<LoadContext> contexts() {
        return List.copyOf(contexts.values());
    }

    void remember(LoadContext context) {
        contexts.put(context.label(), context);
    }

    void forget(LoadContext context) {
        contexts.remove(context.label(), context);
    }

    /** Ends a load that went wrong, here and at the frontend. */
    void rollBack(LoadContext context, LoadException why) {
        context.end(why);
        forget(context);
        services.transactions().abort(context.transaction().id(), why.getMessage());
    }

    /** One round of the cleaner that aborts overdue and idle transactions. */
    public void sweep() {
        Instant now = now();
        for (LoadContext context : contexts.values()) {
            overdue(context, now)
                    .filter(reason -> context.tryOccupy())
                    .ifPresent(
                            reason -> {
                                rollBack(context, new LoadException(StatusCode.ABORTED, reason));
                                context.release(now);
                            });
        }
    }

    private static Optional<String> overdue(LoadContext context, Instant now) {
        Instant begun = context.transaction().prepareTime();
        Optional<Duration> timeout = context.timeout().filter(t -> now.isAfter(begun.plus(t)));
        if (timeout.isPresent()) {
            return Optional.of(
                    "transaction is aborted by timeout " + timeout.get().toSeconds() + " seconds.");
        }
        return context.idleTimeout()
                .filter(idle -> now.isAfter(context.lastActive().plus(idle).plus(IDLE_SLACK)))
                .map(
                        idle ->
                                "transaction is aborted by idle timeout "
                                        + idle.toSeconds()
                                        + " seconds.");
    }

    /** Writes the error file of a load that filtered rows, and names where to read it. */
    Optional<String> errorUrl(LoadContext context) {
        List<String> lines = context.load().map(load -> load.errorRows()).orElse(List.of());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String file = errorLogs.write(lines);
        return Optional.of("http://" + address() + "/api/_load_error_log?file=" + file);
    }

    /** Writes the file of the rows that a load rejected, where the client asked for one. */
    Optional<String> rejectedRecordPath(LoadContext context) {
        List<String> records = context.load().map(load -> load.rejectedRecords()).orElse(List.of());
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(host + ":" + RejectedRecordFile.write(records));
    }

    Optional<String> errorLog(String file) {
        return errorLogs.read(file);
    }
}
