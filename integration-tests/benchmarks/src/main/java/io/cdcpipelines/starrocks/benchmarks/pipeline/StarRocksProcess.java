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

import io.cdcpipelines.starrocks.environment.ChildProcess;
import io.cdcpipelines.starrocks.environment.Eventually;
import io.cdcpipelines.starrocks.environment.FreePort;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link StarRocksServer} in a process of its own. Any thread may call it. */
final class StarRocksProcess implements StarRocksEnvironment {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    /** What becomes of rows. */
    enum Rows {
        COUNT,
        STORE
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final int sqlPort = FreePort.next();
    private final int frontendPort = FreePort.next();
    private final int backendPort = FreePort.next();
    private final int countPort = FreePort.next();
    private final ChildProcess process;

    private StarRocksProcess(Rows rows, Path log) {
        process =
                ChildProcess.start(
                        "starrocks",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StarRocksServer.class.getName(),
                                rows.name().toLowerCase(Locale.ROOT),
                                Integer.toString(sqlPort),
                                Integer.toString(frontendPort),
                                Integer.toString(backendPort),
                                Integer.toString(countPort)),
                        Map.of(),
                        log);
    }

    /** Returns when the server answers. */
    static StarRocksProcess start(Rows rows, Path log) {
        StarRocksProcess started = new StarRocksProcess(rows, log);
        try {
            Eventually.holds("the StarRocks server answers", START_TIMEOUT, started::answers);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The StarRocks server ended" + process.tail());
        }
        try {
            return countedRows() == 0;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Rows of loads that were acknowledged, where they are only counted. */
    long countedRows() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + countPort + "/rows"))
                        .timeout(ANSWER_TIMEOUT)
                        .build();
        try {
            return Long.parseLong(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("The StarRocks server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the StarRocks server", e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + sqlPort;
    }

    @Override
    public String loadUrl() {
        return "127.0.0.1:" + frontendPort;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void close() {
        process.close();
    }
}
