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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results come together where nobody waits for them, and none stays behind. */
@Timeout(60)
class ResultMailTest {
    private final TestingMailbox mailbox = new TestingMailbox();
    private final ResultMail mail = new ResultMail(mailbox);
    private final List<String> results = new ArrayList<>();

    private void add(String result) {
        mail.add(() -> results.add(result));
    }

    private void request(int times) {
        for (int i = 0; i < times; i++) {
            mail.requested();
        }
    }

    @Test
    void sendsAResultAtOnceWhenNoRequestWaitsForAThread() {
        request(1);
        mail.started();
        add("a");

        assertThat(mailbox.tryYield()).isTrue();
        assertThat(results).containsExactly("a");
    }

    @Test
    void collectsResultsWhileRequestsWait() {
        request(4);
        mail.started();
        add("a");
        mail.started();
        add("b");
        mail.started();
        assertThat(mailbox.tryYield()).isFalse();

        // The last one is taken: from here on a thread may have nothing to do.
        mail.started();
        assertThat(mailbox.tryYield()).isTrue();
        assertThat(results).containsExactly("a", "b");
        add("c");
        add("d");
        assertThat(mailbox.tryYield()).isTrue();
        assertThat(mailbox.tryYield()).isFalse();
        assertThat(results).containsExactly("a", "b", "c", "d");
    }

    @Test
    void sendsManyResultsBeforeTheLastRequestIsTaken() {
        request(100);
        int letters = 0;
        for (int i = 0; i < 64; i++) {
            mail.started();
            add("result " + i);
            letters += mailbox.tryYield() ? 1 : 0;
        }

        assertThat(letters).isEqualTo(4);
        assertThat(results).hasSize(64);
    }

    @Test
    void sendsAFailureAtOnceAndWhatIsLeftAfterIt() {
        request(10);
        mail.addUrgent(
                () -> {
                    throw new IOException("refused");
                });
        add("a");

        assertThatThrownBy(mailbox::tryYield).hasRootCauseMessage("refused");
        assertThat(mailbox.tryYield()).isTrue();
        assertThat(results).containsExactly("a");
    }

    @Test
    void handsOverWhatIsCollectedWhenSomebodyWaits() throws InterruptedException {
        request(10);
        mail.started();
        add("a");

        mail.awaitAny();

        assertThat(results).containsExactly("a");
    }

    @Test
    void wakesWhoWaitsForAnyResultThoughRequestsWait() throws Exception {
        ResultMail[] awaited = new ResultMail[1];
        awaited[0] =
                new ResultMail(
                        new WaitedForMailbox(
                                () -> awaited[0].add(() -> results.add("late")), mailbox));
        awaited[0].requested();

        awaited[0].awaitAny();

        assertThat(results).containsExactly("late");
    }

    /** A mailbox where something happens once its thread has begun to wait. */
    private static final class WaitedForMailbox implements MailboxExecutor {
        private final Runnable meanwhile;
        private final MailboxExecutor letters;

        WaitedForMailbox(Runnable meanwhile, MailboxExecutor letters) {
            this.meanwhile = meanwhile;
            this.letters = letters;
        }

        @Override
        public void execute(
                ThrowingRunnable<? extends Exception> command, String format, Object... args) {
            letters.execute(command, format, args);
        }

        @Override
        public void yield() throws InterruptedException {
            meanwhile.run();
            letters.yield();
        }

        @Override
        public boolean tryYield() {
            return letters.tryYield();
        }
    }

    @Test
    void bringsEveryResultOfManyThreads() throws Exception {
        int requests = 100_000;
        AtomicInteger arrived = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < requests; i++) {
                mail.requested();
                threads.execute(
                        () -> {
                            mail.started();
                            mail.add(arrived::incrementAndGet);
                        });
                while (mailbox.tryYield()) {
                    // Letters come in between, as they do for a task.
                }
            }
            while (arrived.get() < requests) {
                mail.awaitMore();
            }
        } finally {
            threads.shutdownNow();
        }
        while (mailbox.tryYield()) {
            // A letter may come for results that the one before has brought already.
        }
        assertThat(arrived).hasValue(requests);
    }

    @Test
    void dropsResultsThatNobodyTakes() {
        mailbox.close();
        request(1);
        mail.started();

        add("a");

        assertThat(results).isEmpty();
    }
}
