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

package io.cdcpipelines.starrocks.core.http;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A payload as the body of a request, written from its pages. Used by the thread that sends the
 * request.
 */
final class PayloadEntity extends AbstractHttpEntity {
    private final Payload payload;
    private final BodyEncoding encoding;
    private final Watch watch;
    private boolean started;

    /**
     * @param watch is told of every piece that left
     */
    PayloadEntity(Payload payload, BodyEncoding encoding, Watch watch) {
        super((String) null, null, !encoding.keepsLength());
        this.payload = payload;
        this.encoding = encoding;
        this.watch = watch;
    }

    /** Whether a byte may have left. */
    boolean isStarted() {
        return started;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        started = true;
        encoding.write(payload, new WatchedOutput(out, watch));
    }

    @Override
    public long getContentLength() {
        return isChunked() ? ContentLengthStrategy.CHUNKED : payload.bytes();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("A payload is written, not read");
    }

    @Override
    public void close() {}
}
