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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Writes records, one per line, into files of one directory: a file begins with the first record
 * after the one before was completed. A file that is complete is durable. Where the file system can
 * do so, so is each record as soon as it is written; an object store shows a file only when it is
 * complete. Used by one thread at a time.
 */
final class DeadLetterFile implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final LongSupplier clock;
    // Null between files.
    private FSDataOutputStream out;

    /**
     * @param clock milliseconds since the epoch
     */
    DeadLetterFile(String directory, LongSupplier clock) {
        this.directory = new Path(directory);
        this.clock = clock;
    }

    /**
     * Makes sure, before a row depends on it, that files can be written.
     *
     * @throws IOException saying where they cannot
     */
    static void checkWritable(String directory) throws IOException {
        Path path = new Path(directory);
        Path probe = new Path(path, "write-check-" + UUID.randomUUID());
        try {
            FileSystem files = path.getFileSystem();
            files.mkdirs(path);
            files.create(probe, WriteMode.NO_OVERWRITE).close();
            files.delete(probe, false);
        } catch (IOException | RuntimeException e) {
            throw unwritable(path, e);
        }
    }

    private static IOException unwritable(Path path, Exception cause) {
        return new IOException(
                "Rejected rows cannot be written to "
                        + path
                        + " (sink.rejected-rows.path): "
                        + cause.getMessage(),
                cause);
    }

    void append(String line) throws IOException {
        try {
            if (out == null) {
                out = create();
            }
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            makeDurable(out);
        } catch (IOException | RuntimeException e) {
            throw unwritable(directory, e);
        }
    }

    private FSDataOutputStream create() throws IOException {
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        String name =
                "rejected-"
                        + TIME.format(now)
                        + "-"
                        + UUID.randomUUID().toString().substring(0, 8)
                        + ".jsonl";
        return directory.getFileSystem().create(new Path(directory, name), WriteMode.NO_OVERWRITE);
    }

    private static void makeDurable(FSDataOutputStream out) throws IOException {
        out.flush();
        try {
            out.sync();
        } catch (UnsupportedOperationException e) {
            // An object store: what was written is durable when the file is complete.
            return;
        }
    }

    boolean isOpen() {
        return out != null;
    }

    /** Makes durable what was written. */
    void complete() throws IOException {
        if (out == null) {
            return;
        }
        FSDataOutputStream completed = out;
        out = null;
        try {
            completed.close();
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    @Override
    public void close() throws IOException {
        complete();
    }
}
