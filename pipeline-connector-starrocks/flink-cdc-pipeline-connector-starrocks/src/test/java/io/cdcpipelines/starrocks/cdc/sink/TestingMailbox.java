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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * A mailbox whose letters run when the test thread asks for it; letters may come from any thread.
 */
final class TestingMailbox implements MailboxExecutor {
    private static final long DEADLINE_SECONDS = 20;

    private final BlockingQueue<ThrowingRunnable<? extends Exception>> letters =
            new LinkedBlockingQueue<>();
    private volatile boolean isClosed;
    private int yields;

    @Override
    public void execute(
            ThrowingRunnable<? extends Exception> command,
            String descriptionFormat,
            Object... descriptionArgs) {
        if (isClosed) {
            throw new RejectedExecutionException("The mailbox is closed");
        }
        letters.add(command);
    }

    @Override
    public void yield() throws InterruptedException {
        yields++;
        ThrowingRunnable<? extends Exception> letter =
                letters.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (letter == null) {
            throw new AssertionError("No letter came for " + DEADLINE_SECONDS + " s");
        }
        run(letter);
    }

    @Override
    public boolean tryYield() {
        ThrowingRunnable<? extends Exception> letter = letters.poll();
        if (letter != null) {
            run(letter);
        }
        return letter != null;
    }

    private static void run(ThrowingRunnable<? extends Exception> letter) {
        try {
            letter.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException(e);
        }
    }

    /** How often somebody waited for a letter. */
    int yields() {
        return yields;
    }

    void close() {
        isClosed = true;
    }
}
