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

package io.cdcpipelines.starrocks.emulator.http;

import static io.cdcpipelines.starrocks.emulator.http.RawHttp.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscardedLoadTest {
    private static final String TRANSACTION = "label: two\r\ndb: d\r\ntable: t\r\n" + root();

    private StarRocksEmulator emulator;

    @BeforeEach
    void start() throws IOException {
        emulator = StarRocksEmulator.builder().discardLoadsCountingRows().start();
        emulator.execute(
                "CREATE DATABASE d; CREATE TABLE d.t (id INT NOT NULL, v JSON) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) PROPERTIES('replication_num'='1')");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private RawHttp.Answer load(String json) {
        return RawHttp.load(
                emulator.backendUrls().get(0),
                "PUT /api/d/t/_stream_load",
                "format: json\r\nstrip_outer_array: true\r\n" + root(),
                json);
    }

    private String step(String operation) {
        return RawHttp.send(
                        emulator.backendUrls().get(0),
                        "POST /api/transaction/" + operation,
                        TRANSACTION,
                        "")
                .body();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"id\":1} | 1",
                "{\"id\":1}{\"id\":2} {\"id\":3} | 3",
                "[{\"id\":1},{\"id\":2}] | 2",
                "{\"id\":1,\"v\":{\"a\":[{},{\"b\":{}}]}} | 1",
                "{\"id\":1,\"v\":\"{}{ \\\" {}\"} | 1",
                "{\"id\":1,\"v\":\"\\\\\"}{\"id\":2} | 2",
                "[] | 0",
            })
    void rowsAreCountedAndForgotten(String json, long rows) {
        assertThat(load(json).body()).contains("Success");

        assertThat(emulator.discardedRows()).isEqualTo(rows);
        assertThat(emulator.execute("SELECT id FROM d.t").toString()).contains("rows=[]");
    }

    @Test
    void rowsOfATransactionCountWhenItIsCommitted() {
        assertThat(step("begin")).contains("OK");
        for (String rows : new String[] {"{\"id\":1}{\"id\":2}", "{\"id\":3}"}) {
            RawHttp.load(
                    emulator.backendUrls().get(0),
                    "PUT /api/transaction/load",
                    "format: json\r\n" + TRANSACTION,
                    rows);
        }
        assertThat(emulator.discardedRows()).isZero();

        assertThat(step("commit")).contains("OK");
        assertThat(emulator.discardedRows()).isEqualTo(3);
    }
}
