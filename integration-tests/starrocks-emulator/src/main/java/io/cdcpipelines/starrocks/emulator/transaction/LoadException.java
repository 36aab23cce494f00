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

package io.cdcpipelines.starrocks.emulator.transaction;

import java.util.Optional;

/** Why a load or a step of a transaction was refused, in the server's words. */
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StatusCode status;
    private final String existingJobStatus;

    public LoadException(StatusCode status, String message) {
        this(status, message, null);
    }

    private LoadException(StatusCode status, String message, String existingJobStatus) {
        super(message);
        this.status = status;
        this.existingJobStatus = existingJobStatus;
    }

    /**
     * A label that is taken.
     *
     * @param existingJobStatus RUNNING or FINISHED; empty where a backend answers by itself
     */
    public static LoadException labelExists(String message, String existingJobStatus) {
        return new LoadException(StatusCode.LABEL_ALREADY_EXISTS, message, existingJobStatus);
    }

    public StatusCode status() {
        return status;
    }

    public Optional<String> existingJobStatus() {
        return Optional.ofNullable(existingJobStatus);
    }
}
