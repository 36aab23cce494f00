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

package io.cdcpipelines.starrocks.emulator.rest;

import io.cdcpipelines.starrocks.emulator.auth.Accounts;
import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the frontends of a cluster share.
 *
 * @param leaderAddress {@code host:port} of the leader's HTTP server
 */
public record FrontendServices(
        Cluster cluster,
        Accounts accounts,
        TransactionRegistry transactions,
        List<Backend> backends,
        LabelNodes labelNodes,
        Supplier<String> leaderAddress) {

    public FrontendServices {
        backends = List.copyOf(backends);
    }
}
