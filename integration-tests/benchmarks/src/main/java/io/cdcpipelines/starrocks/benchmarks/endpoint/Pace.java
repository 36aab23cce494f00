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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;

/**
 * How fast an endpoint reads, all connections together: as fast as it can unless told otherwise. A
 * change counts at once, also for those that wait. Thread-safe.
 */
final class Pace {
    static final long UNLIMITED = Long.MAX_VALUE;

    private long bytesPerSecond = UNLIMITED;
    private long digestedAtNanos;

    synchronized void limitTo(long newBytesPerSecond) {
        bytesPerSecond = newBytesPerSecond;
        digestedAtNanos = System.nanoTime();
        notifyAll();
    }

    /** Returns when bytes that were read are digested. */
    private synchronized void digest(int bytes) throws IOException {
        if (bytesPerSecond == UNLIMITED) {
            return;
        }
        long nanos = (long) ((double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
        digestedAtNanos = Math.max(System.nanoTime(), digestedAtNanos) + nanos;
        long end = digestedAtNanos;
        try {
            long left = end - System.nanoTime();
            while (bytesPerSecond != UNLIMITED && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading slowly");
        }
    }

    /** The channel, read at this pace. */
    ReadableByteChannel of(ReadableByteChannel channel) {
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                int bytes = channel.read(target);
                if (bytes > 0) {
                    digest(bytes);
                }
                return bytes;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
