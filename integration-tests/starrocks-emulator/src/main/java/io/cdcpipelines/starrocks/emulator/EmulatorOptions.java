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

package io.cdcpipelines.starrocks.emulator;

import io.cdcpipelines.starrocks.emulator.http.BodyUse;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How an emulator starts. Immutable.
 *
 * @param host the address that servers listen on and that redirects name
 * @param backendPorts one HTTP port for each backend, 0 for a free one
 * @param followers frontends besides the leader
 * @param loadBodies what becomes of the bodies of loads
 * @param frontendTls what frontends speak over HTTP and offer over MySQL's protocol, if anything
 * @param backendTls what something before the backends speaks; redirects name {@code http} anyway
 */
record EmulatorOptions(
        VersionProfile profile,
        Clock clock,
        String host,
        int mysqlPort,
        int httpPort,
        List<Integer> backendPorts,
        int followers,
        String rootPassword,
        Duration alterTick,
        Duration sweepInterval,
        Duration publishDelay,
        TransactionSettings transactions,
        BodyUse loadBodies,
        Optional<SSLContext> frontendTls,
        Optional<SSLContext> backendTls) {}
