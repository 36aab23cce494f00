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

import static io.cdcpipelines.starrocks.core.load.Reaction.AGAIN;
import static io.cdcpipelines.starrocks.core.load.Reaction.AGAIN_WITHOUT_ROWS;
import static io.cdcpipelines.starrocks.core.load.Reaction.ASK;
import static io.cdcpipelines.starrocks.core.load.Reaction.ASK_ONCE;
import static io.cdcpipelines.starrocks.core.load.Reaction.AWAIT_IF_OURS;
import static io.cdcpipelines.starrocks.core.load.Reaction.DONE;
import static io.cdcpipelines.starrocks.core.load.Reaction.DONE_IF_OURS;
import static io.cdcpipelines.starrocks.core.load.Reaction.ELSEWHERE;
import static io.cdcpipelines.starrocks.core.load.Reaction.FAIL;
import static io.cdcpipelines.starrocks.core.load.Reaction.NEW_LABEL;
import static io.cdcpipelines.starrocks.core.load.Reaction.REJECT;
import static io.cdcpipelines.starrocks.core.load.Reaction.START_OVER;
import static io.cdcpipelines.starrocks.core.load.Reaction.WAIT;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is done about every answer to every operation, as one table. Stateless.
 *
 * <p>Prepare, commit and rollback leave a transaction in a state that tells whether they were
 * carried out, so that no answer is believed there but a plain yes or no. A begin that may have
 * arrived is never repeated under its label: the frontend would send the label's further requests
 * to another backend. A backend rolls a transaction back at the first load that it does not take.
 */
final class RetryMatrix {
    private static final Map<Verdict, Map<Operation, Reaction>> ROWS = new EnumMap<>(Verdict.class);

    // spotless:off
    static {
        //                             LOAD           BEGIN      TRANSACTION_LOAD    PREPARE    COMMIT     ROLLBACK  STATE
        row(Verdict.OK,                DONE,          DONE,      DONE,               DONE,      DONE,      DONE,     DONE);
        row(Verdict.VISIBLE_LATER,     DONE,          NEW_LABEL, START_OVER,         ASK,       DONE,      ASK,      AGAIN);
        row(Verdict.COMMITTED,         START_OVER,    NEW_LABEL, START_OVER,         ASK,       DONE,      DONE,     AGAIN);
        row(Verdict.ABORTED,           AGAIN,         NEW_LABEL, START_OVER,         ASK,       ASK,       DONE,     AGAIN);
        row(Verdict.LABEL_FINISHED,    DONE_IF_OURS,  NEW_LABEL, START_OVER,         ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.LABEL_RUNNING,     AWAIT_IF_OURS, NEW_LABEL, START_OVER,         ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.IN_PROCESSING,     AGAIN,         NEW_LABEL, AGAIN,              AGAIN,     AGAIN,     ASK,      AGAIN);
        row(Verdict.NO_TRANSACTION,    AGAIN,         NEW_LABEL, START_OVER,         ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.TOO_MANY_VERSIONS, WAIT,          WAIT,      AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      WAIT);
        row(Verdict.LIMIT_REACHED,     WAIT,          WAIT,      AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      WAIT);
        row(Verdict.LOCKED,            AGAIN,         AGAIN,     AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.OVERLOADED,        WAIT,          WAIT,      AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      WAIT);
        row(Verdict.NO_LEADER,         ELSEWHERE,     ELSEWHERE, AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      ELSEWHERE);
        row(Verdict.NO_BACKEND,        ELSEWHERE,     ELSEWHERE, AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      ELSEWHERE);
        row(Verdict.UNREACHABLE,       AGAIN,         AGAIN,     AGAIN,              AGAIN,     AGAIN,     ASK,      AGAIN);
        row(Verdict.NO_ANSWER,         AGAIN,         NEW_LABEL, AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.UNDECIDED,         AGAIN,         NEW_LABEL, AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.GARBAGE,           AGAIN,         NEW_LABEL, AGAIN_WITHOUT_ROWS, ASK,       ASK,       ASK,      AGAIN);
        row(Verdict.ROWS_REFUSED,      REJECT,        REJECT,    REJECT,             REJECT,    REJECT,    ASK,      REJECT);
        row(Verdict.REFUSED,           REJECT,        REJECT,    REJECT,             REJECT,    REJECT,    ASK,      REJECT);
        row(Verdict.DENIED,            FAIL,          FAIL,      FAIL,               FAIL,      FAIL,      FAIL,     FAIL);
        row(Verdict.INSECURE,          FAIL,          FAIL,      FAIL,               FAIL,      FAIL,      FAIL,     FAIL);
        row(Verdict.UNEXPECTED,        FAIL,          FAIL,      FAIL,               ASK_ONCE,  ASK_ONCE,  ASK,      FAIL);
    }
    // spotless:on

    private RetryMatrix() {}

    private static void row(Verdict verdict, Reaction... reactions) {
        Map<Operation, Reaction> row = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            row.put(operation, reactions[operation.ordinal()]);
        }
        ROWS.put(verdict, row);
    }

    static Reaction of(Operation operation, Verdict verdict) {
        return ROWS.get(verdict).get(operation);
    }
}
