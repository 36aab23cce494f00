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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.DirectCalls;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between the tasks of a history and the emulator's servers: no sockets, damage on
 * demand, and a clock that only those move who wait. Thread-safe.
 */
final class HistoryNetwork implements Ticker {

    /** What happens to a request. */
    enum Damage {
        REFUSED,
        LOST_BEFORE,
        LOST_AFTER,
        /** The connection breaks within the rows. */
        TORN,
        ERROR_BEFORE,
        ERROR_AFTER,
        HALF_REPLY,
        BUSY
    }

    /** A server that betrays its clients, to see whether anybody notices. */
    enum Betrayal {
        NONE,
        COMMITS_NOTHING,
        ROLLS_NOTHING_BACK,
        LOADS_TWICE
    }

    private static final String DONE =
            "{\"Status\":\"OK\",\"Message\":\"\",\"Label\":\"l\",\"TxnId\":1}";

    private static final class Rule {
        final Operation operation;
        final Damage damage;
        int callsToSkip;
        int timesLeft;

        Rule(Operation operation, Damage damage, int callsToSkip, int timesLeft) {
            this.operation = operation;
            this.damage = damage;
            this.callsToSkip = callsToSkip;
            this.timesLeft = timesLeft;
        }
    }

    private final DirectCalls servers;
    private final Betrayal betrayal;
    private final AtomicLong nanos = new AtomicLong(1);
    private final List<Rule> rules = new ArrayList<>();
    private long injected;
    private volatile boolean isCut;

    HistoryNetwork(DirectCalls servers, Betrayal betrayal) {
        this.servers = servers;
        this.betrayal = betrayal;
    }

    /** Damages requests from now on: after some calls that are spared, so many in a row. */
    synchronized void damage(Operation operation, Damage damage, int spared, int times) {
        rules.add(new Rule(operation, damage, spared, times));
    }

    /** From now on nothing is damaged. */
    synchronized void repair() {
        rules.clear();
    }

    private synchronized Optional<Damage> next(Operation operation) {
        for (Rule rule : rules) {
            if (rule.operation != operation || rule.timesLeft == 0) {
                continue;
            }
            if (rule.callsToSkip > 0) {
                rule.callsToSkip--;
                continue;
            }
            rule.timesLeft--;
            injected++;
            return Optional.of(rule.damage);
        }
        return Optional.empty();
    }

    synchronized long injected() {
        return injected;
    }

    /** Nothing passes any more, nor does an answer to what is under way. */
    void cut() {
        isCut = true;
    }

    void heal() {
        isCut = false;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos.addAndGet(duration.toNanos());
    }

    HttpTransport transport() {
        return new Transport();
    }

    private final class Transport implements HttpTransport {

        @Override
        public HttpReply send(ServerAddress server, HttpCall call)
                throws TransportException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (isCut) {
                throw new TransportException(Progress.NOT_CONNECTED, "cut", null);
            }
            HttpReply reply = deliver(server, call, next(operationOf(call)));
            if (isCut) {
                throw lost(call);
            }
            return reply;
        }

        @Override
        public void close() {}
    }

    private static Operation operationOf(HttpCall call) {
        String path = call.path();
        if (path.contains("/get_load_state")) {
            return Operation.GET_LOAD_STATE;
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "_stream_load" -> Operation.STREAM_LOAD;
            case "begin" -> Operation.BEGIN;
            case "load" -> Operation.LOAD;
            case "prepare" -> Operation.PREPARE;
            case "commit" -> Operation.COMMIT;
            case "rollback" -> Operation.ROLLBACK;
            default -> Operation.CANCEL;
        };
    }

    private static TransportException lost(HttpCall call) {
        return new TransportException(
                call.body().isPresent() ? Progress.BODY_STARTED : Progress.HEADERS_SENT,
                "lost",
                null);
    }

    private HttpReply deliver(ServerAddress server, HttpCall call, Optional<Damage> damage)
            throws TransportException {
        if (damage.isEmpty()) {
            return answer(server, call);
        }
        switch (damage.get()) {
            case REFUSED:
                throw new TransportException(Progress.NOT_CONNECTED, "refused", null);
            case LOST_BEFORE:
                throw new TransportException(Progress.HEADERS_SENT, "lost", null);
            case LOST_AFTER:
                answer(server, call);
                throw lost(call);
            case TORN:
                if (call.body().isEmpty()) {
                    throw new TransportException(Progress.HEADERS_SENT, "lost", null);
                }
                byte[] whole = body(call);
                servers.tear(
                        server.authority(), request(call), Arrays.copyOf(whole, whole.length / 2));
                throw lost(call);
            case ERROR_BEFORE:
                return HttpReply.of(503, "<html>no gateway</html>");
            case ERROR_AFTER:
                answer(server, call);
                return HttpReply.of(500, "<html>oops</html>");
            case HALF_REPLY:
                answer(server, call);
                return HttpReply.of(200, "{\"Status\":\"OK");
            default:
                return HttpReply.of(200, "{\"Status\":\"Fail\",\"Message\":\"too many versions\"}");
        }
    }

    private HttpReply answer(ServerAddress server, HttpCall call) {
        Operation operation = operationOf(call);
        if (betrayal == Betrayal.COMMITS_NOTHING && operation == Operation.COMMIT
                || betrayal == Betrayal.ROLLS_NOTHING_BACK && operation == Operation.ROLLBACK) {
            return HttpReply.of(200, DONE);
        }
        if (betrayal == Betrayal.LOADS_TWICE && operation == Operation.LOAD) {
            servers.send(server.authority(), request(call), body(call));
        }
        DirectCalls.Reply reply = servers.send(server.authority(), request(call), body(call));
        return reply.location().isPresent()
                ? HttpReply.redirect(reply.status(), reply.location().get())
                : HttpReply.of(reply.status(), reply.body());
    }

    private static HttpRequest request(HttpCall call) {
        HttpRequest request =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.valueOf(call.method()), call.path());
        call.headers().forEach(request.headers()::set);
        if (call.body().isPresent()) {
            request.headers().set("Expect", "100-continue");
            request.headers().set("Content-Length", call.body().get().bytes());
        }
        return request;
    }

    private static byte[] body(HttpCall call) {
        if (call.body().isEmpty()) {
            return new byte[0];
        }
        Payload payload = call.body().get();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) payload.bytes());
        try {
            payload.writeTo(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
