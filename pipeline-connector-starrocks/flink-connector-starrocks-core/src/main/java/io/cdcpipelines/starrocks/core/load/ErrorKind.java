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

/** What a caller can make of a failed load. */
public enum ErrorKind {
    /**
     * A state of the server or the network that passes: starting over with a new label may help.
     */
    RETRYABLE,
    /** The server refuses these rows or this table: starting over gives the same answer. */
    REJECTED,
    /** Credentials, addresses, or an answer that nobody has seen before: a human has to look. */
    FATAL
}
