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

import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import java.io.IOException;

/** Says that rows could not be handed to StarRocks; the cause says which, where and why. */
final class LoadFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    LoadFailedException(Throwable cause) {
        super("Rows could not be loaded into StarRocks: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return cause instanceof RowsRefusedException
                ? message
                        + ". Correct the rows in the source, or widen the column; to go on without"
                        + " such rows, set sink.rejected-rows.action: dead-letter"
                : message;
    }
}
