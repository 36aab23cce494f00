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
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/**
 * Greets a client and finds out who it is, with {@code mysql_native_password} alone: a client that
 * begins with another plugin is told to switch. For the thread of one connection.
 */
final class Login {
    private static final int PROTOCOL_VERSION = 10;
    private static final int UTF8_GENERAL_CI = 33;
    private static final int SALT_LENGTH = 20;
    private static final int FIRST_SALT_PART = 8;
    private static final int AUTH_SWITCH = 0xfe;
    private static final String PLUGIN = "mysql_native_password";

    /** Goes over to TLS. */
    @FunctionalInterface
    interface Upgrade {
        void run() throws IOException;
    }

    private final PacketStream packets;
    private final Accounts accounts;
    private final Optional<Upgrade> tls;
    private final byte[] salt;

    /**
     * @param tls what is done when a client takes the offer, if there is one
     */
    Login(PacketStream packets, Accounts accounts, Optional<Upgrade> tls, Random random) {
        this.packets = packets;
        this.accounts = accounts;
        this.tls = tls;
        this.salt = salt(random);
    }

    /** Printable bytes: a NUL among them would end the salt early for some clients. */
    private static byte[] salt(Random random) {
        byte[] salt = new byte[SALT_LENGTH];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) ('!' + random.nextInt('~' - '!'));
        }
        return salt;
    }

    LoginRequest greet(long connectionId, String serverVersion) throws IOException {
        int offered = Capability.OFFERED | (tls.isPresent() ? Capability.SSL : 0);
        PayloadWriter greeting = new PayloadWriter();
        greeting.int1(PROTOCOL_VERSION).nulTerminated(serverVersion).int4(connectionId);
        for (int i = 0; i < FIRST_SALT_PART; i++) {
            greeting.int1(salt[i]);
        }
        greeting.int1(0)
                .int2(offered & 0xffff)
                .int1(UTF8_GENERAL_CI)
                .int2(0)
                .int2(offered >>> 16)
                .int1(SALT_LENGTH + 1)
                .raw(new byte[10]);
        for (int i = FIRST_SALT_PART; i < SALT_LENGTH; i++) {
            greeting.int1(salt[i]);
        }
        greeting.int1(0).nulTerminated(PLUGIN);
        packets.startConversation();
        packets.write(greeting);
        packets.flush();
        byte[] response = packets.read();
        if (tls.isPresent() && LoginRequest.asksForTls(response)) {
            tls.get().run();
            response = packets.read();
        }
        return LoginRequest.ofHandshakeResponse(response);
    }

    /** Refuses a request whose user or password is wrong with error 1045. */
    void authenticate(LoginRequest request) throws IOException, SqlError {
        byte[] answer = request.answer();
        if (request.plugin().isPresent() && !request.plugin().get().equals(PLUGIN)) {
            packets.write(
                    new PayloadWriter().int1(AUTH_SWITCH).nulTerminated(PLUGIN).raw(salt).int1(0));
            packets.flush();
            answer = packets.read();
        }
        if (!accounts.isScramble(request.user(), salt, answer)) {
            throw new SqlError(
                    1045,
                    "28000",
                    "Access denied for user '"
                            + request.user()
                            + "' (using password: "
                            + (answer.length > 0 ? "YES" : "NO")
                            + ")");
        }
    }
}
