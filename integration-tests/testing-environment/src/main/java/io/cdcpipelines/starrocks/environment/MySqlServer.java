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

package io.cdcpipelines.starrocks.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A MySQL 8.0.15 of its own, with row-based binlog and GTIDs, on a free port of the loopback
 * interface; its data lives in one directory and it ends with this JVM. Started and closed by one
 * thread, any thread may connect.
 */
public final class MySqlServer implements SourceDatabase {

    /**
     * The account the server accepts; it may do everything, as the server is reachable from this
     * machine only.
     */
    private static final String USER = "cdc";

    private static final Duration INITIALISE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final int port;
    private final String password;
    private final ChildProcess process;

    private MySqlServer(int port, String password, ChildProcess process) {
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /** A server whose files go to {@code directory}, which should not hold a server yet. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    public long pid() {
        return process.pid();
    }

    /** Where the server writes what it has to say. */
    public Path log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "MySQL at " + host() + ":" + port;
    }

    /** Collects what may differ between servers; used by one thread. */
    public static final class Builder {

        private final Path directory;
        private String timeZone = "+00:00";
        private String password = "cdc-password";
        private int port;

        private Builder(Path directory) {
            this.directory = directory.toAbsolutePath();
        }

        /** The zone of sessions that set none, as an offset such as {@code -08:00}. */
        public Builder timeZone(String offset) {
            this.timeZone = offset;
            return this;
        }

        public Builder password(String value) {
            this.password = value;
            return this;
        }

        /** 0, the default, takes a free one. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /** Returns when the server answers queries. */
        public MySqlServer start() {
            Path home = directory.resolve("server");
            Path data = directory.resolve("data");
            unpackServer(home);
            Map<String, String> environment = libraryPath(home);
            initialise(home, data, environment);

            int chosen = port == 0 ? FreePort.next() : port;
            ChildProcess process =
                    ChildProcess.start(
                            "mysqld",
                            serverCommand(home, data, chosen),
                            environment,
                            directory.resolve("mysqld.log"));
            MySqlServer server = new MySqlServer(chosen, password, process);
            try {
                server.awaitReady();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        }

        private List<String> serverCommand(Path home, Path data, int chosen) {
            List<String> command = mysqld(home, data);
            command.addAll(
                    List.of(
                            "--port=" + chosen,
                            "--bind-address=127.0.0.1",
                            "--socket=" + shortSocketPath(),
                            "--pid-file=" + directory.resolve("mysqld.pid"),
                            "--init-file=" + directory.resolve("accounts.sql"),
                            "--server-id=" + (1 + chosen),
                            "--log-bin=mysql-bin",
                            "--binlog-format=ROW",
                            "--binlog-row-image=FULL",
                            "--gtid-mode=ON",
                            "--enforce-gtid-consistency=ON",
                            "--default-time-zone=" + timeZone,
                            "--character-set-server=utf8mb4",
                            "--default-authentication-plugin=mysql_native_password",
                            "--max-allowed-packet=128M",
                            "--skip-ssl",
                            "--skip-mysqlx",
                            // The data need not survive the machine.
                            "--innodb-flush-method=nosync",
                            "--innodb-flush-log-at-trx-commit=0",
                            "--innodb-doublewrite=0",
                            "--sync-binlog=0"));
            return command;
        }

        /**
         * Unix sockets have paths of at most 107 bytes, a build directory is easily longer; TCP is
         * what we use.
         */
        private Path shortSocketPath() {
            return Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "mysqld-" + Integer.toHexString(directory.hashCode()) + ".sock");
        }

        private void initialise(Path home, Path data, Map<String, String> environment) {
            List<String> command = mysqld(home, data);
            command.add("--initialize-insecure");
            Path log = directory.resolve("initialize.log");
            int exitCode =
                    ChildProcess.run("mysqld", command, environment, log, INITIALISE_TIMEOUT);
            if (exitCode != 0) {
                throw new IllegalStateException(
                        "MySQL could not initialise its data directory, see " + log);
            }
            writeAccounts();
        }

        private void writeAccounts() {
            String sql =
                    "CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED WITH mysql_native_password BY '%2$s';%n"
                                    .formatted(USER, password)
                            + "GRANT ALL PRIVILEGES ON *.* TO '%s'@'%%' WITH GRANT OPTION;%n"
                                    .formatted(USER);
            try {
                Files.writeString(directory.resolve("accounts.sql"), sql);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<String> mysqld(Path home, Path data) {
            List<String> command = new ArrayList<>();
            command.add(home.resolve("bin/mysqld").toString());
            command.add("--no-defaults");
            if (System.getProperty("user.name").equals("root")) {
                // Without it the server refuses to run as root.
                command.add("--user=root");
            }
            command.add("--basedir=" + home);
            command.add("--datadir=" + data);
            command.add("--lc-messages-dir=" + home.resolve("share"));
            return command;
        }

        private static Map<String, String> libraryPath(Path home) {
            Path cache =
                    Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                            .filter(value -> !value.isBlank())
                            .map(Path::of)
                            .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                            .resolve("starrocks-pipelines/lib");
            String own = home.resolve("lib").toString();
            return Map.of(
                    "LD_LIBRARY_PATH",
                    new AsyncIoLibrary(cache).directory().map(dir -> own + ":" + dir).orElse(own));
        }

        private void unpackServer(Path home) {
            String archive =
                    "mysql-%s-%s.tar.gz"
                            .formatted(
                                    System.getProperty("os.name").replace(' ', '_'),
                                    System.getProperty("os.arch"));
            try (InputStream in = MySqlServer.class.getResourceAsStream("/" + archive)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "There is no MySQL to unpack for this machine (%s); use an existing server."
                                    .formatted(archive));
                }
                Files.createDirectories(home);
                Path copy = directory.resolve(archive);
                Files.copy(in, copy);
                int exitCode =
                        ChildProcess.run(
                                "tar",
                                List.of("tar", "xzf", copy.toString(), "-C", home.toString()),
                                Map.of(),
                                directory.resolve("tar.log"),
                                INITIALISE_TIMEOUT);
                if (exitCode != 0) {
                    throw new IllegalStateException("Could not unpack " + copy + " with tar");
                }
                Files.delete(copy);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not unpack MySQL into " + home, e);
            }
        }
    }

    private void awaitReady() {
        Eventually.holds(
                "MySQL answers on port " + port,
                START_TIMEOUT,
                () -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "MySQL ended while starting" + process.tail());
                    }
                    return answers();
                });
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
