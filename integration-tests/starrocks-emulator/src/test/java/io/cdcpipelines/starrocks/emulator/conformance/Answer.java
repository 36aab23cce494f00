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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.List;
import java.util.Optional;

/** What a server answered, with wildcards where it differs from run to run. */
sealed interface Answer {

    record Accepted() implements Answer {}

    record Refused(int code, String sqlState, String message) implements Answer {}

    /** All rows of a result set in order, or rows that are among them, in columns of choice. */
    record Rows(boolean isComplete, List<String> header, List<List<String>> rows)
            implements Answer {}

    /** Texts that occur, or do not occur, in the cells of a result set. */
    record Texts(boolean occur, List<String> texts) implements Answer {}

    record HttpReply(int status, List<Request.Http.Header> headers, Optional<String> body)
            implements Answer {}

    /** The newest job's state, when asked at once or after some time. */
    record Job(String state, boolean isAtOnce, String message) implements Answer {}

    record NoJob() implements Answer {}

    record ColumnList(String columns) implements Answer {}

    /** What somebody else than a client was answered, kept as it was written down. */
    record NotForClients(String text) implements Answer {}
}
