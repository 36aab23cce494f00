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

/**
 * What an answer means. {@link AnswerRules} says which answer means what, {@link RetryMatrix} what
 * is done about it.
 */
enum Verdict {
    /** Done. */
    OK(RetryCause.ODD_ANSWER),
    /** Done, and the rows become visible later. */
    VISIBLE_LATER(RetryCause.ODD_ANSWER),
    /** The transaction was committed before. */
    COMMITTED(RetryCause.ODD_ANSWER),
    /** The transaction was aborted before. */
    ABORTED(RetryCause.LOST_TRANSACTION),
    /** The label belongs to a load that is through. */
    LABEL_FINISHED(RetryCause.LABEL_IN_USE),
    /** The label belongs to a load that is under way or prepared. */
    LABEL_RUNNING(RetryCause.LABEL_IN_USE),
    /** Another request of the transaction is still being worked on; this one did nothing. */
    IN_PROCESSING(RetryCause.LABEL_IN_USE),
    /** The server asked does not know the transaction. */
    NO_TRANSACTION(RetryCause.LOST_TRANSACTION),
    /** Not done: the compaction of the table is behind. */
    TOO_MANY_VERSIONS(RetryCause.TOO_MANY_VERSIONS),
    /** Not done: as many transactions or loads are under way as may be. */
    LIMIT_REACHED(RetryCause.LIMIT_REACHED),
    /** Not done: somebody else kept a lock for too long. */
    LOCKED(RetryCause.LOCKED),
    /** Not done: the server is short of memory, or takes no loads at present. */
    OVERLOADED(RetryCause.OVERLOADED),
    /** Not done: the frontends do not agree on their leader. */
    NO_LEADER(RetryCause.NO_LEADER),
    /** Not done: too few backends are alive. */
    NO_BACKEND(RetryCause.NO_BACKEND),
    /** Not done: there was no connection. */
    UNREACHABLE(RetryCause.UNREACHABLE),
    /** Done or not: the connection broke, or stayed silent for too long. */
    NO_ANSWER(RetryCause.NO_ANSWER),
    /** Done or not: the server says that it failed, which may have been after the deed. */
    UNDECIDED(RetryCause.UNDECIDED),
    /** Done or not: the answer is not one of StarRocks. */
    GARBAGE(RetryCause.ODD_ANSWER),
    /** Rows do not fit the table. */
    ROWS_REFUSED(RetryCause.ODD_ANSWER),
    /** The request itself is wrong: an unknown table, a column that is not there. */
    REFUSED(RetryCause.ODD_ANSWER),
    /** Wrong password or missing privilege. */
    DENIED(RetryCause.ODD_ANSWER),
    /** Not asked: the way there is not as secure as the user wants it. */
    INSECURE(RetryCause.ODD_ANSWER),
    /** Not done, for a reason that nobody foresaw. */
    UNEXPECTED(RetryCause.ODD_ANSWER);

    private final RetryCause retryCause;

    Verdict(RetryCause retryCause) {
        this.retryCause = retryCause;
    }

    /** As which a further attempt is counted. */
    RetryCause retryCause() {
        return retryCause;
    }

    ErrorKind errorKind() {
        switch (this) {
            case ROWS_REFUSED:
            case REFUSED:
                return ErrorKind.REJECTED;
            case GARBAGE:
            case DENIED:
            case INSECURE:
            case UNEXPECTED:
                return ErrorKind.FATAL;
            default:
                return ErrorKind.RETRYABLE;
        }
    }

    /** Whether the operation may have been carried out all the same. */
    boolean isOpen() {
        return this == NO_ANSWER || this == UNDECIDED || this == GARBAGE;
    }

    /** Whether it passes in seconds rather than milliseconds. */
    boolean isSlowToPass() {
        switch (this) {
            case TOO_MANY_VERSIONS:
            case LIMIT_REACHED:
            case OVERLOADED:
            case NO_LEADER:
            case NO_BACKEND:
                return true;
            default:
                return false;
        }
    }

    /** Whether another frontend may do better than the one that answered like this. */
    boolean isFrontendsFault() {
        switch (this) {
            case UNREACHABLE:
            case NO_LEADER:
            case NO_BACKEND:
            case OVERLOADED:
                return true;
            default:
                return isOpen();
        }
    }
}
