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

import java.util.Optional;

/**
 * The answer of a server: status, the address of a redirect, and the start of the body. Immutable.
 */
public final class HttpReply {
    private final int status;
    private final String location;
    private final String body;

    private HttpReply(int status, String location, String body) {
        this.status = status;
        this.location = location;
        this.body = body;
    }

    public static HttpReply of(int status, String body) {
        return new HttpReply(status, null, body);
    }

    public static HttpReply redirect(int status, String location) {
        return new HttpReply(status, location, "");
    }

    public int status() {
        return status;
    }

    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    public String body() {
        return body;
    }

    public boolean isRedirect() {
        return (status == 307 || status == 308) && location != null;
    }
}
