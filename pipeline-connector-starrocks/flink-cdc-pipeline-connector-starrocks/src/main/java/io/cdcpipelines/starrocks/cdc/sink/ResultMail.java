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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Brings results of requests from the I/O threads to the mailbox thread, several in one letter.
 *
 * <p>To wake the mailbox thread costs as much as a small load. While requests wait for a thread,
 * nothing that a result sets in motion could start earlier, so that results are collected then;
 * with the start of the last one that waits, and with every one after it, they are sent at once.
 * They are sent at once as well if the mailbox thread waits for the next one, whichever it is.
 */
final class ResultMail {
    /** Enough to make waking cheap, few enough to keep the mailbox thread busy meanwhile. */
    private static final int LARGEST_LETTER = 16;

    private final MailboxExecutor mailbox;
    private final Queue<ThrowingRunnable<Exception>> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger collected = new AtomicInteger();
    private final AtomicInteger unstarted = new AtomicInteger();
    private final AtomicBoolean isLetterUnderWay = new AtomicBoolean();
    private volatile boolean isAwaited;

    ResultMail(MailboxExecutor mailbox) {
        this.mailbox = mailbox;
    }

    /** Notes that a request waits for a thread. Called by the mailbox thread. */
    void requested() {
        unstarted.incrementAndGet();
    }

    /** Notes that a thread has taken a request. Called by that thread, before anything else. */
    void started() {
        if (unstarted.decrementAndGet() == 0) {
            send();
        }
    }

    /** Takes what the mailbox thread has to do about a result. */
    void add(ThrowingRunnable<Exception> result) {
        results.add(result);
        if (collected.incrementAndGet() >= LARGEST_LETTER || unstarted.get() == 0 || isAwaited) {
            send();
        }
    }

    /** The same for one that must not wait. */
    void addUrgent(ThrowingRunnable<Exception> result) {
        results.add(result);
        collected.incrementAndGet();
        send();
    }

    private void send() {
        if (results.isEmpty() || !isLetterUnderWay.compareAndSet(false, true)) {
            return;
        }
        try {
            mailbox.execute(this::open, "results of loads");
        } catch (RejectedExecutionException e) {
            // The task is over and nobody waits for results any more.
            return;
        }
    }

    private void open() throws Exception {
        isLetterUnderWay.set(false);
        try {
            workOff();
        } finally {
            // After a failure others may be left, and nothing else would bring them.
            send();
        }
    }

    private void workOff() throws Exception {
        ThrowingRunnable<Exception> result = results.poll();
        while (result != null) {
            collected.decrementAndGet();
            result.run();
            result = results.poll();
        }
    }

    /** Works on results, or on other letters, and waits until there are some. */
    void awaitAny() throws InterruptedException {
        isAwaited = true;
        try {
            // Those that were collected before it was known that somebody waits.
            send();
            mailbox.yield();
        } finally {
            isAwaited = false;
        }
    }

    /** The same for a thread that waits until nothing is under way any more. */
    void awaitMore() throws InterruptedException {
        mailbox.yield();
    }
}
