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

/** The status codes that backends put into the replies of the transaction interface. */
public enum StatusCode {
    OK,
    ABORTED,
    ANALYSIS_ERROR,
    CANCELLED,
    DATA_QUALITY_ERROR,
    INTERNAL_ERROR,
    INVALID_ARGUMENT,
    LABEL_ALREADY_EXISTS,
    MEM_LIMIT_EXCEEDED,
    NOT_SUPPORTED,
    PUBLISH_TIMEOUT,
    SERVICE_UNAVAILABLE,
    TXN_IN_PROCESSING,
    TXN_NOT_EXISTS
}
