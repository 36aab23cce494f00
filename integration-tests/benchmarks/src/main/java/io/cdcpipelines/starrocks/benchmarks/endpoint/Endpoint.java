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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for a StarRocks that takes loads as fast as a socket does: a frontend that redirects
 * and a backend that drops rows. A program of its own, so that it shares nothing with a sink but
 * the machine; it ends when its standard input does. Sinks that ask for the server's version over
 * SQL are answered by the emulator, which has nothing to do after that.
 */
public final class Endpoint {

    private Endpoint() {}

    public static void main(String[] arguments) throws IOException {
        ExecutorService threads =
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, "endpoint");
                            thread.setDaemon(true);
                            return thread;
                        });
        Ledger ledger = new Ledger();
        Transactions transactions = new Transactions();
        Pace pace = new Pace();
        Server backend = new Server(threads, pace);
        Server frontend = new Server(threads, new Pace());
        Control control = new Control(ledger, pace);
        backend.start(new Backend(transactions, ledger), ledger);
        frontend.start(new Frontend(backend.address(), transactions, ledger), ledger);
        threads.submit(
                () -> {
                    control.serve();
                    return null;
                });
        try (StarRocksEmulator sql = StarRocksEmulator.builder().start()) {
            System.out.println(
                    new EndpointAddresses(
                                    sql.jdbcUrl(),
                                    frontend.address(),
                                    backend.address(),
                                    control.address())
                            .line());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
