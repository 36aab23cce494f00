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

import java.time.Duration;
import org.apache.hc.core5.http.HttpEntityContainer;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * A connection to one server, with the watch that bounds its silence. Nothing of what passes over
 * it is logged: headers hold the password. Used by one thread at a time, except for closing.
 */
final class QuietConnection extends DefaultBHttpClientConnection {
    /** A head that goes beyond is not one of StarRocks, and must not fill the memory. */
    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(64 << 10).setMaxHeaderCount(200).build();

    private final ServerAddress server;
    private final Watch watch;
    private long idleSince;

    QuietConnection(ServerAddress server, Watch watch) {
        super(
                LIMITS,
                null,
                null,
                null,
                message -> ((HttpEntityContainer) message).getEntity().getContentLength(),
                RequestHead::new,
                null);
        this.server = server;
        this.watch = watch;
    }

    ServerAddress server() {
        return server;
    }

    Watch watch() {
        return watch;
    }

    /** Notes that nobody uses it from now on. */
    void rest(long nanos) {
        idleSince = nanos;
    }

    boolean isIdleFor(Duration time, long nanos) {
        return nanos - idleSince > time.toNanos();
    }
}
