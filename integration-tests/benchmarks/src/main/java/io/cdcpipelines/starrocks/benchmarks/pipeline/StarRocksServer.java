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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The main class of the process that takes the rows. It knows tables, and with {@code count} it
 * counts rows and forgets them. Arguments: {@code count} or {@code store}, and the ports of SQL, of
 * the frontend's and the backend's HTTP and of the count.
 */
final class StarRocksServer {
    private StarRocksServer() {}

    public static void main(String[] arguments) throws IOException {
        StarRocksEmulator.Builder builder =
                StarRocksEmulator.builder()
                        .fePort(Integer.parseInt(arguments[1]))
                        .feHttpPort(Integer.parseInt(arguments[2]))
                        .backendPorts(List.of(Integer.parseInt(arguments[3])))
                        .alterTick(Duration.ofMillis(200));
        if (arguments[0].equals("count")) {
            builder.discardLoadsCountingRows();
        }
        StarRocksEmulator emulator = builder.start();
        HttpServer count =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[4])),
                        0);
        count.createContext("/rows", exchange -> answer(exchange, emulator.discardedRows()));
        count.start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    count.stop(0);
                                    emulator.close();
                                },
                                "stop"));
    }

    private static void answer(HttpExchange exchange, long rows) throws IOException {
        byte[] text = Long.toString(rows).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
