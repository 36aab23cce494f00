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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit with the default wait of 20 s before a publish of 25 s, on a clock that is moved. */
class SlowPublishScenarioTest {
    private static final long DEADLINE_SECONDS = 30;
    private static final Header ROOT = new Header("Authorization", "Basic cm9vdDo=");
    private static final Header LABEL = new Header("label", "slow");
    private static final List<Header> TRANSACTION =
            List.of(ROOT, LABEL, new Header("db", "d"), new Header("table", "t"));

    private final EmulatorServer server = EmulatorServer.start(VersionProfile.V3_5);

    @BeforeEach
    void prepareATransaction() {
        try (SqlSession session =
                new SqlSession(server.queryAddress(), "root", "", Optional.empty())) {
            session.execute("CREATE DATABASE d");
            session.execute("CREATE TABLE d.t (id INT NOT NULL) PRIMARY KEY(id)");
        }
        server.control("publish delay 25s");
        post(server.backendAddress(1), "begin");
        send(server.backendAddress(1), "PUT", "/api/transaction/load", Optional.of("1\n"));
        post(server.backendAddress(1), "prepare");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void commitThatGivesUpHasCommitted() throws Exception {
        CompletableFuture<String> commit =
                CompletableFuture.supplyAsync(() -> post(server.frontendAddress(), "commit"));
        awaitState("COMMITTED", commit);
        server.control("advance 21s");

        assertThat(commit.get(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .contains("\"Status\": \"FAILED\"")
                .contains("publish timeout: 20000");
        assertThat(state()).contains("\"state\":\"COMMITTED\"");
        server.control("publish now");
        assertThat(state()).contains("\"state\":\"VISIBLE\"");
        assertThat(post(server.frontendAddress(), "commit")).contains("has already committed");
    }

    private void awaitState(String state, CompletableFuture<String> commit) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!state().contains(state)) {
            assertThat(System.nanoTime()).as("still not " + state).isLessThan(deadline);
            try {
                commit.get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
            assertThat(commit).as("a commit that waits").isNotDone();
        }
    }

    private String state() {
        return send(
                server.frontendAddress(),
                "GET",
                "/api/d/get_load_state?label=slow",
                Optional.empty());
    }

    private static String post(String address, String operation) {
        return send(address, "POST", "/api/transaction/" + operation, Optional.empty());
    }

    private static String send(String address, String method, String path, Optional<String> body) {
        try {
            return RawHttp.send(address, method, path, TRANSACTION, body).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
