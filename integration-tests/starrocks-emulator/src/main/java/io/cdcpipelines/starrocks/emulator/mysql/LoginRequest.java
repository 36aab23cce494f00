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

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A client's answer to the greeting, or its COM_CHANGE_USER.
 *
 * @param plugin the authentication that made {@code answer}
 */
record LoginRequest(
        String user, byte[] answer, Optional<String> database, Optional<String> plugin) {
    private static final int RESERVED_BYTES = 23;

    /** The beginning of a response to the greeting, up to the user. */
    private static final int TLS_REQUEST_BYTES = 4 + 4 + 1 + RESERVED_BYTES;

    /** Whether the client wants to go on over TLS before it says who it is. */
    static boolean asksForTls(byte[] payload) {
        return payload.length == TLS_REQUEST_BYTES
                && has(new PayloadReader(payload).int4(), Capability.SSL);
    }

    static LoginRequest ofHandshakeResponse(byte[] payload) {
        PayloadReader in = new PayloadReader(payload);
        long capabilities = in.int4();
        if (!has(capabilities, Capability.PROTOCOL_41)) {
            throw new MalformedPacketException("the client does not speak protocol 4.1");
        }
        in.int4();
        in.skip(1 + RESERVED_BYTES);
        String user = in.nulTerminated();
        byte[] answer = answer(in, capabilities);
        Optional<String> database =
                has(capabilities, Capability.CONNECT_WITH_DB) && in.hasMore()
                        ? name(in.nulTerminated())
                        : Optional.empty();
        return new LoginRequest(user, answer, database, plugin(in, capabilities));
    }

    private static byte[] answer(PayloadReader in, long capabilities) {
        if (has(capabilities, Capability.PLUGIN_AUTH_LENENC_DATA)) {
            return in.lengthEncodedBytes();
        }
        if (has(capabilities, Capability.SECURE_CONNECTION)) {
            return in.raw(in.int1());
        }
        return in.nulTerminated().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> plugin(PayloadReader in, long capabilities) {
        return has(capabilities, Capability.PLUGIN_AUTH) && in.hasMore()
                ? name(in.nulTerminated())
                : Optional.empty();
    }

    /** The rest of a COM_CHANGE_USER payload, behind the command byte. */
    static LoginRequest ofChangeUser(PayloadReader in) {
        String user = in.nulTerminated();
        byte[] answer = in.raw(in.int1());
        Optional<String> database = name(in.nulTerminated());
        Optional<String> plugin = Optional.empty();
        if (in.hasMore()) {
            in.int2();
            plugin = in.hasMore() ? name(in.nulTerminated()) : Optional.empty();
        }
        return new LoginRequest(user, answer, database, plugin);
    }

    private static Optional<String> name(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean has(long capabilities, int flag) {
        return (capabilities & flag) != 0;
    }
}
