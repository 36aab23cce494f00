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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig.ValuesInMessages;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.TestingTicker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** A client between a test and a network that the test plays. */
abstract class ClientContract {
    static final TablePath ORDERS = TablePath.of("shop", "orders");
    static final String PASSWORD = "s3cret-password";

    static final String FE = "http://fe1:8030";
    static final String BE = "http://be1:8040";
    static final String OTHER_BE = "http://be2:8040";

    static final String SUCCESS =
            "{\"TxnId\":7,\"Label\":\"l1\",\"Status\":\"Success\",\"Message\":\"OK\","
                    + "\"NumberTotalRows\":2,\"NumberLoadedRows\":2,\"NumberFilteredRows\":0,"
                    + "\"LoadTimeMs\":90,\"CommitAndPublishTimeMs\":30}";
    static final String OK = "{\"Status\":\"OK\",\"Message\":\"\",\"Label\":\"l1\",\"TxnId\":101}";
    static final String NO_TXN =
            "{\"Status\":\"TXN_NOT_EXISTS\",\"Message\":\"transaction with label l1 not exists\"}";
    static final String TOO_MANY_VERSIONS =
            "{\"Status\":\"Fail\",\"Message\":\"Failed to load data into tablet 10, because of too"
                    + " many versions, current/limit: 1000/1000.\"}";

    static final String ONE_SHOT = "/api/shop/orders/_stream_load";
    static final String STATE = "/api/shop/get_load_state?label=";

    /** What the next client is told. */
    TlsConfig tls = TlsConfig.standard();

    final TestingTransport network = new TestingTransport();
    final TestingTicker ticker = new TestingTicker();
    final Payload payload = TestingPayloads.of("first row", "second row");
    final StreamLoadClient client = client(FE);

    StreamLoadClient client(String... frontends) {
        return client(Map.of(), frontends);
    }

    StreamLoadClient client(Map<String, String> addressMapping, String... frontends) {
        return client(
                RetryPolicy.of(
                        4, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60)),
                addressMapping,
                frontends);
    }

    /** Whose messages show values, or not. */
    StreamLoadClient client(ValuesInMessages values) {
        return client(RetryPolicy.never(), Map.of(), values, FE);
    }

    StreamLoadClient client(
            RetryPolicy retry, Map<String, String> addressMapping, String... frontends) {
        return client(retry, addressMapping, ValuesInMessages.HIDDEN, frontends);
    }

    private StreamLoadClient client(
            RetryPolicy retry,
            Map<String, String> addressMapping,
            ValuesInMessages values,
            String... frontends) {
        List<URI> addresses = new ArrayList<>();
        for (String frontend : frontends) {
            addresses.add(URI.create(frontend));
        }
        // The client starts with the frontend that this draws: always the first.
        Random first =
                new Random(1) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public int nextInt(int bound) {
                        return 0;
                    }
                };
        return new StreamLoadClient(
                network,
                ConnectionConfig.builder()
                        .frontends(addresses)
                        .username("loader")
                        .password(Secret.of(PASSWORD))
                        .backendAddressMapping(addressMapping)
                        .tls(tls)
                        .build(),
                LoadConfig.of(Duration.ofSeconds(600), Map.of("merge_condition", "version"))
                        .with(values),
                retry,
                ticker,
                first,
                RetryListener.NONE);
    }

    static String labelExists(String jobStatus) {
        return "{\"Status\":\"Label Already Exists\",\"ExistingJobStatus\":\""
                + jobStatus
                + "\",\"Message\":\"Label [l1] has already been used.\"}";
    }

    static String state(String state) {
        return "{\"state\":\""
                + state
                + "\",\"reason\":\"\",\"status\":\"OK\",\"code\":\"0\",\"msg\":\"Success\"}";
    }

    static String failed(String message) {
        return "{\"Status\":\"FAILED\",\"Message\":\""
                + "class com.starrocks.common.StarRocksException: "
                + message
                + "\"}";
    }

    @AfterEach
    void everythingWasAsked() {
        network.verifyThatEverythingWasAsked();
    }
}
