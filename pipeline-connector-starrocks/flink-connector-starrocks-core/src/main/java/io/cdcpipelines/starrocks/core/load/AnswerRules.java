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

import static io.cdcpipelines.starrocks.core.load.AnswerRule.anythingElse;
import static io.cdcpipelines.starrocks.core.load.AnswerRule.ending;
import static io.cdcpipelines.starrocks.core.load.AnswerRule.http;
import static io.cdcpipelines.starrocks.core.load.AnswerRule.noAnswerOfStarRocks;
import static io.cdcpipelines.starrocks.core.load.AnswerRule.saying;
import static io.cdcpipelines.starrocks.core.load.AnswerRule.status;

import java.util.List;

/**
 * What every answer means, as one table: the first rule that fits counts. Stateless.
 *
 * <p>StarRocks answers almost everything with HTTP 200 and puts the outcome in {@code Status};
 * where that says no more than "failed", the text has to be read. Texts are those of StarRocks 2.5
 * to 3.5. What is not known here counts as a failure.
 */
final class AnswerRules {
    static final List<AnswerRule> ALL =
            List.of(
                    // The network.
                    ending(Ending.NO_CONNECTION).means(Verdict.UNREACHABLE),
                    ending(Ending.SILENT_BEFORE_ROWS).means(Verdict.NO_ANSWER),
                    ending(Ending.SILENT_AFTER_ROWS).means(Verdict.NO_ANSWER),
                    ending(Ending.REDIRECT_ELSEWHERE).means(Verdict.GARBAGE),
                    // Right after an election two frontends can take each other for the leader.
                    ending(Ending.REDIRECT_CIRCLE).means(Verdict.NO_LEADER),
                    ending(Ending.REDIRECT_OUT_OF_TLS).means(Verdict.INSECURE),
                    ending(Ending.REDIRECT_BY_STRANGER).means(Verdict.UNEXPECTED),
                    ending(Ending.REDIRECT_BY_BACKEND).means(Verdict.UNEXPECTED),

                    // HTTP, which is mostly the word of a proxy.
                    http("401, 403", code -> code == 401 || code == 403).means(Verdict.DENIED),
                    http("429", code -> code == 429).means(Verdict.OVERLOADED),
                    http("408", code -> code == 408).means(Verdict.UNDECIDED),
                    http("5xx, but not 501", code -> code >= 500 && code <= 599 && code != 501)
                            .means(Verdict.UNDECIDED),
                    http("other than 200", code -> code != 200).means(Verdict.UNEXPECTED),
                    noAnswerOfStarRocks().means(Verdict.GARBAGE),

                    // What a status alone says.
                    status("OK", "SUCCESS").saying("already committed").means(Verdict.COMMITTED),
                    status("OK", "SUCCESS").saying("already aborted").means(Verdict.ABORTED),
                    status("OK", "SUCCESS").means(Verdict.OK),
                    status("PUBLISH_TIMEOUT").means(Verdict.VISIBLE_LATER),
                    status("LABEL_ALREADY_EXISTS").ofFinishedJob().means(Verdict.LABEL_FINISHED),
                    status("LABEL_ALREADY_EXISTS").means(Verdict.LABEL_RUNNING),
                    status("TXN_NOT_EXISTS").means(Verdict.NO_TRANSACTION),
                    status("TXN_IN_PROCESSING").means(Verdict.IN_PROCESSING),
                    status("ABORTED").means(Verdict.ABORTED),
                    status("THRIFT_RPC_ERROR", "TIMEOUT").means(Verdict.UNDECIDED),
                    status("DATA_QUALITY_ERROR").means(Verdict.ROWS_REFUSED),
                    status("NOT_AUTHORIZED").means(Verdict.DENIED),

                    // What a text says, whatever the status is.
                    saying("too many filtered rows", "primary key size exceed")
                            .means(Verdict.ROWS_REFUSED),
                    // The frontend gave up waiting; the transaction is committed all the same.
                    saying("publish timeout").means(Verdict.UNDECIDED),
                    // 3.5: a TRUNCATE between prepare and commit makes a commit that worked end
                    // like this.
                    saying("class java.lang.").means(Verdict.UNDECIDED),
                    // The first three: a new leader does not know which backend has it.
                    saying(
                                    "has no node",
                                    "can't find the transaction",
                                    "no transaction found",
                                    "transaction not found",
                                    "transaction with label")
                            .means(Verdict.NO_TRANSACTION),
                    saying("abort visible", "abort committed").means(Verdict.COMMITTED),
                    saying(
                                    "commit aborted",
                                    "commit cancelled",
                                    "transaction is aborted by",
                                    "timeout by txn manager",
                                    "will be aborted",
                                    "coordinate be is down",
                                    "user aborted",
                                    "user cancel")
                            .means(Verdict.ABORTED),
                    saying("access denied", "no valid basic authorization", "need auth information")
                            .means(Verdict.DENIED),
                    saying("too many versions").means(Verdict.TOO_MANY_VERSIONS),
                    saying(
                                    "current running txns on db",
                                    "streamload txn num per be exceeds",
                                    "please try again later")
                            .means(Verdict.LIMIT_REACHED),
                    saying("lock timeout").means(Verdict.LOCKED),
                    // The leader may have stepped down between the deed and its journal.
                    saying("leader is transferring", "leader transfer").means(Verdict.UNDECIDED),
                    saying("not master", "not leader").means(Verdict.NO_LEADER),
                    saying(
                                    "no backend alive",
                                    "backend node not found",
                                    "tablet lost replicas",
                                    "commit failed. txn")
                            .means(Verdict.NO_BACKEND),
                    saying(
                                    "disable_load_job",
                                    "mem_limit",
                                    "memory limit",
                                    "mem usage has exceed",
                                    "service unavailable",
                                    "service_unavailable")
                            .means(Verdict.OVERLOADED),
                    saying(
                                    "unknown table",
                                    "unknown database",
                                    "unknown column",
                                    "does not exist",
                                    "no default value",
                                    "not in partial update columns",
                                    "label format error",
                                    "syntax error",
                                    "invalid ",
                                    "duplicate column",
                                    "unknown or incorrect time zone",
                                    "merge condition",
                                    "conditional update",
                                    "primary key table",
                                    "load request not equal last",
                                    "hasn't send any data",
                                    "no partitions have data",
                                    "illegal json",
                                    "json document stream",
                                    "parse json",
                                    "parse string as json",
                                    "not equal transaction",
                                    "exceed limit",
                                    "exceed the max size",
                                    "beyond the json payload limit",
                                    "no database selected",
                                    "empty label")
                            .means(Verdict.REFUSED),
                    // It may have been the question whether to commit that got no answer. Last,
                    // since the texts above name tables and columns, which may be called like this.
                    saying("rpc", "timed out", "reached timeout").means(Verdict.UNDECIDED),

                    // What a status says whose text says nothing.
                    status("SERVICE_UNAVAILABLE", "MEM_LIMIT_EXCEEDED").means(Verdict.OVERLOADED),
                    status("ANALYSIS_ERROR", "INVALID_ARGUMENT").means(Verdict.REFUSED),
                    anythingElse().means(Verdict.UNEXPECTED));

    private AnswerRules() {}
}
