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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.base64.Base64;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * User and password of a request. What follows an {@code @} in the user names a cluster and is
 * ignored.
 */
public record BasicAuth(String user, String password) {

    /**
     * Reads the Authorization header.
     *
     * @return empty where there is none of the form {@code Basic <base64 of user:password>}
     * @throws IllegalArgumentException where the part after {@code Basic} is not Base64
     */
    public static Optional<BasicAuth> of(RequestHead head) {
        String[] parts = head.header("authorization").orElse("").split(" ");
        if (parts.length != 2) {
            return Optional.empty();
        }
        String text = decoded(parts[1]);
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String user = text.substring(0, colon).split("@", -1)[0];
        return Optional.of(new BasicAuth(user, text.substring(colon + 1)));
    }

    private static String decoded(String base64) {
        ByteBuf encoded = Unpooled.copiedBuffer(base64, StandardCharsets.US_ASCII);
        ByteBuf decoded = null;
        try {
            decoded = Base64.decode(encoded);
            return decoded.toString(StandardCharsets.UTF_8);
        } finally {
            encoded.release();
            if (decoded != null) {
                decoded.release();
            }
        }
    }

    @Override
    public String toString() {
        return "BasicAuth[user=" + user + ", password=***]";
    }
}
