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

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on one decoded message for each {@code read()}, also when that is called while a message is
 * being handled, and reads from the socket only when none is left. Used on the channel's event
 * loop.
 */
final class OneAtATimeHandler extends ChannelDuplexHandler {
    private final Queue<Object> messages = new ArrayDeque<>();
    private boolean isWanted;
    private boolean isHandingOn;

    @Override
    public void read(ChannelHandlerContext context) {
        isWanted = true;
        handOn(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        messages.add(message);
        handOn(context);
    }

    private void handOn(ChannelHandlerContext context) {
        if (isHandingOn) {
            return;
        }
        isHandingOn = true;
        try {
            while (isWanted && !messages.isEmpty()) {
                isWanted = false;
                context.fireChannelRead(messages.remove());
            }
        } finally {
            isHandingOn = false;
        }
        if (isWanted) {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
        context.fireChannelInactive();
    }
}
