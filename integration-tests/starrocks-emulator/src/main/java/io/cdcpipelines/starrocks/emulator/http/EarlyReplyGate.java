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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells a body from the next request after a final reply to a client that waited for {@code 100
 * Continue}: such a client may send its body all the same, or keep it and go on with another
 * request. Used on the channel's event loop.
 */
final class EarlyReplyGate extends ChannelInboundHandlerAdapter {
    private static final List<String> REQUEST_STARTS =
            List.of("PUT /", "POST /", "GET /", "HEAD /", "DELETE /");

    private boolean isArmed;

    /** The next bytes may be a body that nobody asked for, or a request. */
    void arm() {
        isArmed = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isArmed && message instanceof ByteBuf bytes) {
            isArmed = false;
            if (isRequest(bytes)) {
                context.fireUserEventTriggered(HttpExpectationFailedEvent.INSTANCE);
            }
        }
        context.fireChannelRead(message);
    }

    private static boolean isRequest(ByteBuf bytes) {
        for (String start : REQUEST_STARTS) {
            int length = Math.min(start.length(), bytes.readableBytes());
            String actual = bytes.toString(bytes.readerIndex(), length, StandardCharsets.US_ASCII);
            if (length > 0 && start.startsWith(actual)) {
                return true;
            }
        }
        return false;
    }
}
