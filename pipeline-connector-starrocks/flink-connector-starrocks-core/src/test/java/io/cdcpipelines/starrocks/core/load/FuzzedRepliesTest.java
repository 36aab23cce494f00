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
import static org.assertj.core.api.Assertions.fail;

import io.cdcpipelines.starrocks.core.CapturedLog;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged answer is never success, never a surprise, never the way out of a secret. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzedRepliesTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 20);
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final TransactionId TXN = TransactionId.of(ORDERS, "l1", 101);
    private static final String PASSWORD = "s3cret-password";
    private static final String CREDENTIALS =
            Base64.getEncoder()
                    .encodeToString(("loader:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final AtomicLong TRIED = new AtomicLong();
    private static final AtomicLong ANSWERED = new AtomicLong();

    private FuzzServer server;
    private StreamLoadClient client;

    @BeforeEach
    void start() throws Exception {
        server = new FuzzServer();
        client =
                new StreamLoadClient(
                        ConnectionConfig.builder()
                                .frontends(List.of(URI.create(server.address())))
                                .username("loader")
                                .password(Secret.of(PASSWORD))
                                .connectTimeout(Duration.ofSeconds(5))
                                .socketTimeout(Duration.ofSeconds(5))
                                .build(),
                        LoadConfig.of(Duration.ofSeconds(600), Map.of()),
                        RetryPolicy.never(),
                        Ticker.system(),
                        new Random(1));
    }

    @AfterEach
    void stop() throws Exception {
        ANSWERED.addAndGet(server.requests());
        client.close();
        server.close();
    }

    @AfterAll
    static void report() {
        System.out.println("Fuzzed replies: " + TRIED + " cases, " + ANSWERED + " damaged answers");
    }

    @ParameterizedTest
    @EnumSource(ReplyDamage.class)
    void areNeverSuccess(ReplyDamage damage) throws Exception {
        try (CapturedLog log = CapturedLog.ofEverything()) {
            for (Operation operation : Operation.values()) {
                for (int seed = 1; seed <= CASES; seed++) {
                    server.damage(damage, seed);
                    TRIED.incrementAndGet();
                    requireFailure(operation, damage + " " + seed);
                }
            }
            assertThat(log.text()).doesNotContain(PASSWORD).doesNotContain(CREDENTIALS);
        }
    }

    private void requireFailure(Operation operation, String context) throws Exception {
        try {
            Object outcome = carryOut(operation);
            assertThat(outcome)
                    .as("%s after %s", operation, context)
                    .isIn(CommitOutcome.UNDECIDED, RollbackOutcome.UNDECIDED);
        } catch (StarRocksLoadException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                    .as("%s after %s", operation, context)
                    .doesNotContain(PASSWORD)
                    .doesNotContain(CREDENTIALS);
            assertThat(e.getMessage()).as("its length").hasSizeLessThan(5_000);
        } catch (RuntimeException e) {
            fail(operation + " after " + context, e);
        }
    }

    private Object carryOut(Operation operation) throws Exception {
        switch (operation) {
            case LOAD:
                return client.load(
                        ORDERS, "l1", TestingPayloads.FORMAT, TestingPayloads.of("first row"));
            case BEGIN:
                return client.begin(ORDERS, "l1");
            case TRANSACTION_LOAD:
                return client.load(TXN, TestingPayloads.FORMAT, TestingPayloads.of("first row"));
            case PREPARE:
                client.prepare(TXN);
                return "prepared";
            case COMMIT:
                return client.commit(TXN);
            case ROLLBACK:
                return client.rollback(TXN);
            default:
                return client.stateOf("shop", "l1");
        }
    }
}
