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

import java.io.IOException;

/** Says that a request got no answer, and how far it had come. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How much of a request may have reached the server. */
    public enum Progress {
        /** There was no connection: the server saw nothing. */
        NOT_CONNECTED,
        /** The request may have arrived, its body did not. */
        HEADERS_SENT,
        /** Request and body may have arrived, whole or in part. */
        BODY_STARTED
    }

    private final Progress progress;

    public TransportException(Progress progress, String message, Throwable cause) {
        super(message, cause);
        this.progress = progress;
    }

    public Progress progress() {
        return progress;
    }
}
