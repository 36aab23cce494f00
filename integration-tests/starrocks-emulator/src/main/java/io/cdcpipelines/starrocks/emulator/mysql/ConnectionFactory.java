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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.auth.Accounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.session.Connections;
import io.cdcpipelines.starrocks.emulator.session.DatabaseSelection;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Gives each connection what all of them share. Thread-safe.
 *
 * @param executor what executes statements
 * @param databases what selects the database of a session
 * @param tls what is offered to clients, if anything
 */
public record ConnectionFactory(
        TextExecutor executor,
        DatabaseSelection databases,
        Accounts accounts,
        Cluster cluster,
        Connections connections,
        FaultInjector faults,
        Optional<SSLContext> tls) {
    private static final int MAX_PAYLOAD = 1 << 27;
    private static final SecureRandom RANDOM = new SecureRandom();

    MysqlConnection create(Socket socket, long id) throws IOException {
        PacketStream packets =
                new PacketStream(socket.getInputStream(), socket.getOutputStream(), MAX_PAYLOAD);
        Optional<Login.Upgrade> upgrade = tls.map(context -> () -> packets.secure(socket, context));
        Login login = new Login(packets, accounts, upgrade, RANDOM);
        return new MysqlConnection(this, socket, packets, login, id);
    }
}
