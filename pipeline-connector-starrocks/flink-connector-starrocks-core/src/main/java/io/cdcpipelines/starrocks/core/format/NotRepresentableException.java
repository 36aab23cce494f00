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

package io.cdcpipelines.starrocks.core.format;

/**
 * Says that a format cannot carry something, be it a value or a list of columns, and that JSON has
 * to. Its message completes "cannot be CSV because ..." and names no value.
 */
public final class NotRepresentableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRepresentableException(String reason) {
        // Only the reason is of interest: where it was found is always a row writer or a format.
        super(reason, null, false, false);
    }
}
