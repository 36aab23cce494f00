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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.http.HttpReply;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status and text that StarRocks is known to answer with, and what it means. */
class ResponseClassifierTest {

    private static Verdict classify(int status, String body) {
        return ResponseClassifier.classify(HttpReply.of(status, body), ServerReply.parse(body));
    }

    private static String json(String status, String message) {
        return "{ \"Status\": \"" + status + "\", \"Message\": \"" + message + "\" }";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // Backends, by status alone.
                "OK                   | ~~ | OK",
                "Success              | OK | OK",
                "Publish Timeout      | Publish timeout. The data will be visible after a while, | VISIBLE_LATER",
                "PUBLISH_TIMEOUT      | ~~ | VISIBLE_LATER",
                "TXN_NOT_EXISTS       | Transaction with label l1 not exists | NO_TRANSACTION",
                "TXN_NOT_EXISTS       | transaction with label l1 not exists | NO_TRANSACTION",
                "TXN_IN_PROCESSING    | Transaction is in processing | IN_PROCESSING",
                "ABORTED              | The load is timeout, and will be aborted | ABORTED",
                "THRIFT_RPC_ERROR     | ~~ | UNDECIDED",
                "TIMEOUT              | ~~ | UNDECIDED",
                "SERVICE_UNAVAILABLE  | ~~ | OVERLOADED",
                "MEM_LIMIT_EXCEEDED   | ~~ | OVERLOADED",
                "MEM_LIMIT_EXCEEDED   | payload size [5000000000] of single write beyond the JSON payload limit [4294967296] | REFUSED",
                "DATA_QUALITY_ERROR   | ~~ | ROWS_REFUSED",
                "NOT_AUTHORIZED       | ~~ | DENIED",
                // Rows that do not fit.
                "Fail           | too many filtered rows | ROWS_REFUSED",
                "INTERNAL_ERROR | too many filtered rows | ROWS_REFUSED",
                "Cancelled      | primary key size exceed the limit. | ROWS_REFUSED",
                // The request is wrong.
                "ANALYSIS_ERROR   | unknown table ~~d.nope~~ | REFUSED",
                "Fail             | unknown table \\\"d.nope\\\" | REFUSED",
                "ANALYSIS_ERROR   | unknown database, database=nodb | REFUSED",
                "FAILED           | class com.starrocks.common.StarRocksException: Database[nodb] does not exist. | REFUSED",
                "FAILED           | unknown database, database=nodb | REFUSED",
                "Fail             | Column has no default value. column: id | REFUSED",
                "Fail             | key column id not in partial update columns | REFUSED",
                "Fail             | Getting syntax error at line 1, column 12. Detail message: Unexpected input ',' | REFUSED",
                "Fail             | Getting analyzing error. Detail message: Label format error. regex: x, label: bad.label. | REFUSED",
                "Fail             | Unknown or incorrect time zone: 'Nowhere/X' | REFUSED",
                "Fail             | Merge condition column nope does not exist. | REFUSED",
                "Fail             | Invalid timeout: '0'. Expected values should be between 1 and 259200 seconds | REFUSED",
                "INVALID_ARGUMENT | Invalid timeout format | REFUSED",
                "INVALID_ARGUMENT | Request database A not equal transaction database B | REFUSED",
                "INTERNAL_ERROR   | load request not equal last. | REFUSED",
                "INTERNAL_ERROR   | transaction id=5 hasn't send any data yet | REFUSED",
                "ANALYSIS_ERROR   | No partitions have data available for loading. If you are sure | REFUSED",
                "Fail             | illegal json started with [x] | REFUSED",
                "FAILED           | class com.starrocks.common.StarRocksException: No database selected. | REFUSED",
                "FAILED           | class com.starrocks.common.StarRocksException: Empty label. | REFUSED",
                "FAILED           | class com.starrocks.common.DdlException: Invalid request | REFUSED",
                // Nobody may.
                "Fail             | Access denied; you need (at least one of) the INSERT privilege(s) for this operation | DENIED",
                "ANALYSIS_ERROR   | Access denied for user 'nouser' (using password: YES) | DENIED",
                "INTERNAL_ERROR   | no valid Basic authorization | DENIED",
                // It passes.
                "Fail   | Failed to load data into tablet 1, because of too many versions, current/limit: 1001/1000. | TOO_MANY_VERSIONS",
                "Fail   | current running txns on db 10003 is 1000, larger than limit 1000 | LIMIT_REACHED",
                "Fail   | streamload txn num per be exceeds limit, be: 10.0.0.1, txn_num: 8, limit: 8 | LIMIT_REACHED",
                "Fail   | Stream Load exceed http cuncurrent limit 8, please try again later | LIMIT_REACHED",
                "FAILED | class com.starrocks.common.DdlException: No backend alive. | NO_BACKEND",
                "FAILED | class com.starrocks.common.StarRocksException: get database write lock timeout, transactionId=1, database=d, timeoutMillis=1 | LOCKED",
                "Fail   | current fe is not master | NO_LEADER",
                "Fail   | Tablet lost replicas. Check if any backend is down or not. tablet_id: 1 | NO_BACKEND",
                "Fail   | fail to execute commit task: call frontend service failed, rpc error: timed out | UNDECIDED",
                "Fail   | Unknown table shop.rpc_calls | REFUSED",
                "Fail   | [E1008]Reached timeout=30000ms @10.0.0.1:8060 | UNDECIDED",
                "Fail   | fail to execute commit task: Commit failed. txn: 17 table: c1 tablet: 10006 quorum: 1<2 | NO_BACKEND",
                // The transaction, 3.3 and later, and before.
                "FAILED | class com.starrocks.common.StarRocksException: No transaction found by label t1 | NO_TRANSACTION",
                "FAILED | class com.starrocks.common.StarRocksException: Transaction with op[load] and label[t1] has no node. | NO_TRANSACTION",
                "FAILED | class com.starrocks.common.UserException: transaction with op load label t1 has no node | NO_TRANSACTION",
                "FAILED | Can't find the transaction with db [d] and label[t1]. | NO_TRANSACTION",
                "FAILED | transaction not found: t1 | NO_TRANSACTION",
                "FAILED | class com.starrocks.common.StarRocksException: Can not commit ABORTED transaction 10, label is L2 | ABORTED",
                "FAILED | cannot commit aborted transaction 10, label L2 | ABORTED",
                "FAILED | class com.starrocks.common.StarRocksException: Can not abort VISIBLE transaction 5, label is L1 | COMMITTED",
                "FAILED | class com.starrocks.common.StarRocksException: Can not abort COMMITTED transaction 8, label is f1 | COMMITTED",
                "FAILED | cannot abort committed transaction 8, label f1 | COMMITTED",
                "OK     | Transaction 5 has already committed, label is L1 | COMMITTED",
                "OK     | label L1 transaction 5 has already committed | COMMITTED",
                "OK     | Transaction 10 has already aborted, label is L2 | ABORTED",
                "ANALYSIS_ERROR | fail to execute commit task: User Aborted | ABORTED",
                "ANALYSIS_ERROR | timeout by txn manager | ABORTED",
                // A failure that may be none.
                "FAILED | class com.starrocks.common.StarRocksException: publish timeout: 20000, transactionId=8 | UNDECIDED",
                "FAILED | class java.lang.NullPointerException: Cannot invoke \\\"x\\\" because \\\"partition\\\" is null | UNDECIDED",
                // Nobody knows.
                "Fail      | the moon is full | UNEXPECTED",
                "FULL_MOON | ~~               | UNEXPECTED",
            })
    void readsStatusAndMessage(String status, String message, Verdict verdict) {
        assertThat(classify(200, json(status, message))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "Label Already Exists, FINISHED, LABEL_FINISHED",
        "Label Already Exists, RUNNING,  LABEL_RUNNING",
        "LABEL_ALREADY_EXISTS, FINISHED, LABEL_FINISHED",
        "LABEL_ALREADY_EXISTS, RUNNING,  LABEL_RUNNING",
        "LABEL_ALREADY_EXISTS, '',       LABEL_RUNNING",
    })
    void readsWhetherALabelIsThrough(String status, String jobStatus, Verdict verdict) {
        String body =
                "{\"Status\":\""
                        + status
                        + "\",\"ExistingJobStatus\":\""
                        + jobStatus
                        + "\",\"Message\":\"Label [l1] has already been used.\"}";
        assertThat(classify(200, body)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "401, DENIED",
        "403, DENIED",
        "404, UNEXPECTED",
        "405, UNEXPECTED",
        "501, UNEXPECTED",
        "408, UNDECIDED",
        "429, OVERLOADED",
        "301, UNEXPECTED",
        "500, UNDECIDED",
        "502, UNDECIDED",
        "503, UNDECIDED",
        "504, UNDECIDED",
        "200, GARBAGE",
    })
    void readsTheHttpStatusWhereThatIsAllThereIs(int status, Verdict verdict) {
        assertThat(classify(status, "<html>")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"OK\"",
                "{",
                "{\"Status\":\"OK\"",
                "{\"Status\":null}",
                "{\"Message\":\"OK\"}",
                "{'Status':'OK'}",
                "OK",
                "\u0000\u0001",
                "{\"Status\":\"\"}",
                "{\"Status\":\"OK\"} and more",
                "{\"Status\":\"OK\"}{\"Status\":\"FAILED\"}",
                "{\"Status\":\"FAILED\",\"Status\":\"OK\"}",
                "{\"Status\":\"OK\",\"Status\":[]}",
                "{\"status\":\"OK\",\"STATUS\":\"FAILED\"}",
            })
    void takesNothingForSuccessThatIsNoCompleteAnswer(String body) {
        assertThat(classify(200, body)).isEqualTo(Verdict.GARBAGE);
    }

    @Test
    void findsKeysInAnyCaseAndIgnoresTheRest() {
        Optional<ServerReply> reply =
                ServerReply.parse(
                        "{\"TXNID\":12,\"new\":{\"status\":\"x\"},\"list\":[1,{\"status\":2}],"
                                + "\"sTaTuS\":\"Ok\",\"MSG\":\"fine\",\"numberLoadedRows\":\"3\"}");
        assertThat(reply).isPresent();
        assertThat(reply.get().status()).isEqualTo("OK");
        assertThat(reply.get().message()).isEqualTo("fine");
        assertThat(reply.get().transactionNumber()).isEqualTo(12);
        assertThat(reply.get().loadedRows(-1)).isEqualTo(3);
    }

    @Test
    void readsTimingsOfBothKindsOfLoad() {
        ServerReply single =
                ServerReply.parse(
                                "{\"Status\":\"Success\",\"LoadTimeMs\":90,\"BeginTxnTimeMs\":1,"
                                        + "\"StreamLoadPlanTimeMs\":3,\"ReadDataTimeMs\":4,"
                                        + "\"WriteDataTimeMs\":40,\"CommitAndPublishTimeMs\":30}")
                        .orElseThrow();
        assertThat(single.timings().total()).hasMillis(90);
        assertThat(single.timings().begin()).hasMillis(1);
        assertThat(single.timings().plan()).hasMillis(3);
        assertThat(single.timings().read()).hasMillis(4);
        assertThat(single.timings().write()).hasMillis(40);
        assertThat(single.timings().commit()).hasMillis(30);
        ServerReply ofTransaction =
                ServerReply.parse("{\"Status\":\"OK\",\"ReceivedDataTimeMs\":7}").orElseThrow();
        assertThat(ofTransaction.timings().read()).hasMillis(7);
    }
}
