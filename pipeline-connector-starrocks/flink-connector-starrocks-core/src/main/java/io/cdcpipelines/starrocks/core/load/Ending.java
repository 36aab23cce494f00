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

import io.cdcpipelines.starrocks.core.http.TransportException.Progress;

/** How a request ends that no server answers. */
enum Ending {
    NO_CONNECTION("no connection"),
    SILENT_BEFORE_ROWS("connection lost or silent, no row was sent"),
    SILENT_AFTER_ROWS("connection lost or silent, rows were sent"),
    REDIRECT_ELSEWHERE("a redirect to something else than http"),
    REDIRECT_CIRCLE("redirects in a circle"),
    REDIRECT_OUT_OF_TLS("a redirect from https to http"),
    REDIRECT_BY_STRANGER("a redirect by a server that no configured frontend has named"),
    REDIRECT_BY_BACKEND("a redirect by a backend");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    static Ending of(Progress progress) {
        switch (progress) {
            case NOT_CONNECTED:
                return NO_CONNECTION;
            case HEADERS_SENT:
                return SILENT_BEFORE_ROWS;
            default:
                return SILENT_AFTER_ROWS;
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
