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

package io.cdcpipelines.starrocks.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A network that answers as a test prescribes, request by request, and fails on any request that is
 * not the one prescribed.
 */
final class TestingTransport implements HttpTransport {
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<HttpCall> calls = new ArrayList<>();

    /** How one request ends. */
    private interface Outcome {
        HttpReply get() throws TransportException;
    }

    private static final class Step {
        private final String request;
        private final Outcome outcome;

        Step(String request, Outcome outcome) {
            this.request = request;
            this.outcome = outcome;
        }
    }

    /** Prescribes a request, as {@code METHOD http://host:port/path}, answered with HTTP 200. */
    TestingTransport on(String request, String json) {
        return on(request, 200, json);
    }

    TestingTransport on(String request, int status, String body) {
        steps.add(new Step(request, () -> HttpReply.of(status, body)));
        return this;
    }

    /** Prescribes a redirect; the rest of the location does not matter. */
    TestingTransport redirect(String request, String server) {
        return redirectTo(request, server + "/api/?/anything");
    }

    TestingTransport redirectTo(String request, String location) {
        steps.add(new Step(request, () -> HttpReply.redirect(307, location)));
        return this;
    }

    TestingTransport fail(String request, Progress progress) {
        steps.add(
                new Step(
                        request,
                        () -> {
                            throw new TransportException(progress, "connection lost", null);
                        }));
        return this;
    }

    @Override
    public HttpReply send(ServerAddress server, HttpCall call) throws TransportException {
        String request = call.method() + " " + server + call.path();
        Step step = steps.poll();
        assertThat(step).as("no request was expected, but there is %s", request).isNotNull();
        assertThat(request).isEqualTo(step.request);
        calls.add(call);
        return step.outcome.get();
    }

    /** All requests so far. */
    List<HttpCall> calls() {
        return calls;
    }

    HttpCall lastCall() {
        return calls.get(calls.size() - 1);
    }

    void verifyThatEverythingWasAsked() {
        assertThat(steps.stream().map(step -> step.request)).isEmpty();
    }

    @Override
    public void close() {}
}
