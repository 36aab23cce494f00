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

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A call on its way to a server. Used by the thread that sends it. */
final class WireRequest extends BasicClassicHttpRequest {
    private static final long serialVersionUID = 1L;

    private final transient ServerAddress server;
    private final transient HttpCall call;
    private final transient PayloadEntity body;

    WireRequest(ServerAddress server, HttpCall call, Watch watch) {
        // With a host the path is taken as it is, and without one it would be parsed.
        super(call.method(), (HttpHost) null, call.path());
        this.server = server;
        this.call = call;
        this.body =
                call.body()
                        .map(rows -> new PayloadEntity(rows, call.encoding(), watch))
                        .orElse(null);
        setEntity(body);
    }

    ServerAddress server() {
        return server;
    }

    HttpCall call() {
        return call;
    }

    /** Whether the body waits until the server asks for it. */
    boolean isHeldBack() {
        return body != null && call.handover() == HttpCall.Handover.ON_DEMAND;
    }

    /** Whether a byte of the body may have left. */
    boolean isBodyStarted() {
        return body != null && body.isStarted();
    }
}
