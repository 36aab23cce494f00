/**
 * Replays what real StarRocks frontends answered against the emulator, over its real sockets.
 *
 * <p>The answers are data in {@code src/test/resources/conformance}, described in its README; the
 * differences that remain stand there too, each with a reason.
 */
package io.cdcpipelines.starrocks.emulator.conformance;
