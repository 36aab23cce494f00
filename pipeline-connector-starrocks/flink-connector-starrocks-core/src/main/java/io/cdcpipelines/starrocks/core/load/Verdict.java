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

/** What an answer of a server, or its absence, means for the operation that it was asked for. */
enum Verdict {
    /** Done. */
    OK,
    /** Done, and the rows become visible later. */
    VISIBLE_LATER,
    /** The transaction was committed before. */
    COMMITTED,
    /** The transaction was aborted before. */
    ABORTED,
    /** The label belongs to a load that is through. */
    LABEL_FINISHED,
    /** The label belongs to a load that is under way or prepared. */
    LABEL_RUNNING,
    /** Another request of the transaction is still being worked on; this one did nothing. */
    IN_PROCESSING,
    /** The server asked does not know the transaction. */
    NO_TRANSACTION,
    /** Not done, but the obstacle passes. */
    BUSY,
    /** No connection: not done. */
    UNREACHABLE,
    /** Done or not: there was no answer, or one that leaves it open. */
    UNDECIDED,
    /** Done or not: the answer is not one of StarRocks. */
    GARBAGE,
    /** Rows do not fit the table. */
    ROWS_REFUSED,
    /** The request itself is wrong: an unknown table, a column that is not there. */
    REFUSED,
    /** Wrong password or missing privilege. */
    DENIED,
    /** Not done, for a reason that nobody foresaw. */
    UNEXPECTED;

    ErrorKind errorKind() {
        switch (this) {
            case ROWS_REFUSED:
            case REFUSED:
                return ErrorKind.REJECTED;
            case GARBAGE:
            case DENIED:
            case UNEXPECTED:
                return ErrorKind.FATAL;
            default:
                return ErrorKind.RETRYABLE;
        }
    }

    /** Whether the operation may have been carried out all the same. */
    boolean isOpen() {
        return this == UNDECIDED || this == GARBAGE;
    }
}
