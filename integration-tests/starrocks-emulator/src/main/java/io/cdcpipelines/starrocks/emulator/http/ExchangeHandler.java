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

import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the requests of one connection through their calls. Its own state belongs to the channel's
 * event loop; calls run on worker threads, and meanwhile nothing is read.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    private enum State {
        IDLE,
        OPENING,
        RECEIVING,
        ANSWERING,
        SWALLOWING
    }

    private final HttpService service;
    private final ReplyStyle style;
    private final FaultInjector faults;
    private final Executor workers;
    private final EarlyReplyGate gate;
    private State state = State.IDLE;
    private RequestHead head;
    private Call call;
    private Optional<Fault> fault = Optional.empty();
    private RequestBody body;
    private boolean isBodyComplete;
    private boolean hasContinued;

    ExchangeHandler(
            HttpService service,
            ReplyStyle style,
            FaultInjector faults,
            Executor workers,
            EarlyReplyGate gate) {
        this.service = service;
        this.style = style;
        this.faults = faults;
        this.workers = workers;
        this.gate = gate;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            send(context, HttpReply.of(400, "text/html", "Bad Request").closing());
            return;
        }
        if (message instanceof HttpRequest request) {
            open(context, request);
        } else if (message instanceof HttpContent content) {
            receive(context, content);
        }
    }

    private void open(ChannelHandlerContext context, HttpRequest request) {
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        head = new RequestHead(request, remote.getAddress().getHostAddress());
        state = State.OPENING;
        isBodyComplete = false;
        hasContinued = false;
        inWorker(
                context,
                () -> {
                    Call opened = service.call(head);
                    return new Opening(opened, nextFault(opened.faultPoint()));
                },
                opening -> {
                    call = opening.call();
                    fault = opening.fault();
                    before(context);
                });
    }

    private record Opening(Call call, Optional<Fault> fault) {}

    private Optional<Fault> nextFault(FaultPoint point) {
        return point.operation()
                .flatMap(op -> faults.next(op, point.targets().toArray(String[]::new)));
    }

    private void before(ChannelHandlerContext context) {
        Fault injected = fault.filter(f -> f.moment() == Fault.Moment.BEFORE).orElse(null);
        if (injected instanceof Fault.Drop) {
            context.close();
        } else if (injected instanceof Fault.Reply reply) {
            finish(context, HttpReply.of(reply.code(), "text/html", reply.body()));
        } else if (injected instanceof Fault.Delay delay) {
            context.executor()
                    .schedule(
                            () -> lookAtHead(context),
                            delay.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
        } else {
            lookAtHead(context);
        }
    }

    private void lookAtHead(ChannelHandlerContext context) {
        inWorker(
                context,
                call::open,
                answer -> {
                    if (answer.isPresent()) {
                        after(context, answer.get());
                    } else {
                        acceptBody(context);
                    }
                });
    }

    private void acceptBody(ChannelHandlerContext context) {
        state = State.RECEIVING;
        body = RequestBody.of(call.bodyUse(), head.contentLength().orElse(0L));
        if (!context.channel().isActive()) {
            abandon(context);
            return;
        }
        if (style == ReplyStyle.BACKEND && head.expectsContinue()) {
            hasContinued = true;
            context.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER));
        }
        context.read();
    }

    private void receive(ChannelHandlerContext context, HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        if (state == State.SWALLOWING) {
            state = isLast ? State.IDLE : State.SWALLOWING;
            context.read();
            return;
        }
        int bytes = content.content().readableBytes();
        body.append(content.content());
        if (bytes == 0) {
            goOn(context, isLast);
            return;
        }
        faults.bodyPace().await(bytes, context.executor(), () -> goOn(context, isLast));
    }

    private void goOn(ChannelHandlerContext context, boolean isBodyRead) {
        if (call == null) {
            // The client went away meanwhile.
            return;
        }
        if (!isBodyRead) {
            context.read();
            return;
        }
        isBodyComplete = true;
        state = State.ANSWERING;
        inWorker(context, () -> call.complete(body), reply -> after(context, reply));
    }

    private void after(ChannelHandlerContext context, HttpReply reply) {
        Fault injected = fault.filter(f -> f.moment() == Fault.Moment.AFTER).orElse(null);
        if (injected instanceof Fault.Drop) {
            context.close();
        } else if (injected instanceof Fault.Reply other) {
            finish(context, reply.replaced(other.code(), other.body()));
        } else if (injected instanceof Fault.Delay delay) {
            context.executor()
                    .schedule(
                            () -> finish(context, reply),
                            delay.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
        } else {
            finish(context, reply);
        }
    }

    private void finish(ChannelHandlerContext context, HttpReply reply) {
        call = null;
        body = null;
        state = isBodyComplete ? State.IDLE : State.SWALLOWING;
        if (!isBodyComplete && head.expectsContinue() && !hasContinued) {
            gate.arm();
        }
        send(context, reply);
        if (context.channel().isOpen()) {
            context.read();
        }
    }

    private void send(ChannelHandlerContext context, HttpReply reply) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        version(),
                        HttpResponseStatus.valueOf(reply.status()),
                        Unpooled.wrappedBuffer(reply.body()));
        reply.headers().forEach(response.headers()::set);
        response.headers().set("content-length", reply.body().length);
        boolean isKept = !reply.isClosing() && head != null && head.isKeepAlive();
        if (style == ReplyStyle.FRONTEND || !isKept || head.isHttp10()) {
            response.headers().set("connection", isKept ? "keep-alive" : "close");
        }
        if (isKept) {
            context.writeAndFlush(response);
        } else {
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A backend answers in the version of the request, a frontend always in its own. */
    private HttpVersion version() {
        boolean isOld = style == ReplyStyle.BACKEND && head != null && head.isHttp10();
        return isOld ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }

    /** Runs a step on a worker and goes on with its result on the event loop. */
    private <T> void inWorker(ChannelHandlerContext context, Supplier<T> step, Consumer<T> next) {
        try {
            workers.execute(
                    () -> {
                        try {
                            T result = step.get();
                            context.executor().execute(() -> next.accept(result));
                        } catch (RuntimeException e) {
                            LOG.error("A request failed inside the emulator", e);
                            context.close();
                        }
                    });
        } catch (RejectedExecutionException e) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (state == State.RECEIVING && call != null) {
            abandon(context);
        }
    }

    private void abandon(ChannelHandlerContext context) {
        Call abandoned = call;
        RequestBody received = body;
        call = null;
        body = null;
        inWorker(
                context,
                () -> {
                    abandoned.abandon(received);
                    return true;
                },
                done -> {});
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
