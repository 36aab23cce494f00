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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.table.TablePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that no URL can carry travels in a header. */
class OddlyNamedLoadTest extends ClientContract {
    private static final TablePath BOOKS = TablePath.of("shop", "bücher 列");
    private static final String BEGIN = "/api/transaction/begin";
    private static final String LOAD = "/api/transaction/load";
    private static final String COMMIT = "/api/transaction/commit";
    private static final String ROLLBACK = "/api/transaction/rollback";

    private LoadResult load() throws Exception {
        return client.load(BOOKS, "l1", TestingPayloads.FORMAT, payload);
    }

    private void allowBegin() {
        network.redirect("POST " + FE + BEGIN, BE).on("POST " + BE + BEGIN, OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"列", "a b", "a/b", "a%b", "a?b", "a#b", "a'b", "a+b"})
    void isATransactionOfItsOwn(String name) {
        assertThat(OddlyNamedLoad.isNeededFor(TablePath.of("shop", name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ORDERS_2", "a-b", "a.b", "a~b"})
    void isNotNeededForOtherNames(String name) {
        assertThat(OddlyNamedLoad.isNeededFor(TablePath.of("shop", name))).isFalse();
        assertThat(HttpCall.segment(name)).isEqualTo(name);
    }

    @Test
    void beginsLoadsAndCommits() throws Exception {
        allowBegin();
        network.on("PUT " + BE + LOAD, OK).on("POST " + BE + COMMIT, OK);
        assertThat(load().loadedRows()).isEqualTo(2);
        assertThat(network.calls())
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("table", "bücher 列"));
    }

    @Test
    void rollsBackWhenTheLoadFails() {
        allowBegin();
        network.fail("PUT " + BE + LOAD, Progress.BODY_STARTED).on("POST " + BE + ROLLBACK, OK);
        assertThat(catchThrowableOfType(StarRocksLoadException.class, this::load).kind())
                .isEqualTo(ErrorKind.RETRYABLE);
    }

    @Test
    void failsWhenTheCommitIsNotKnownToHaveWorked() {
        allowBegin();
        network.on("PUT " + BE + LOAD, OK)
                .on("POST " + BE + COMMIT, NO_TXN)
                .on("GET " + FE + STATE + "l1", state("UNKNOWN"))
                .on("POST " + FE + ROLLBACK, failed("No transaction found by label l1"))
                .on("GET " + FE + STATE + "l1", state("UNKNOWN"));
        assertThat(catchThrowableOfType(StarRocksLoadException.class, this::load))
                .hasMessageContaining("the commit is UNDECIDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", " a", "a "})
    void isNotSentWithANameThatWouldArriveAsAnother(String name) {
        assertThatThrownBy(
                        () ->
                                client.load(
                                        TablePath.of("shop", name),
                                        "l1",
                                        TestingPayloads.FORMAT,
                                        payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of table");
        assertThat(network.calls()).isEmpty();
    }
}
