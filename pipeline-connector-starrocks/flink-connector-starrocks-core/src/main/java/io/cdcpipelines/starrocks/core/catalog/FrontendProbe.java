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

package io.cdcpipelines.starrocks.core.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks one frontend, over its query port, what a pipeline needs to know of it and of its user;
 * changes nothing. Used by one thread.
 *
 * <p>What the user may not see is absent: a pipeline needs no privilege to see it.
 */
public final class FrontendProbe implements AutoCloseable {
    private static final Duration MAX_CONNECT = Duration.ofSeconds(10);
    private static final Duration MAX_ANSWER = Duration.ofSeconds(30);

    private final FrontendSession session;

    /**
     * @param address one of the addresses of the configuration
     */
    public FrontendProbe(JdbcConfig config, String address) {
        Duration connect =
                config.connectTimeout().compareTo(MAX_CONNECT) < 0
                        ? config.connectTimeout()
                        : MAX_CONNECT;
        session = new FrontendSession(config.only(address, connect, MAX_ANSWER));
    }

    /**
     * The version, which every user may ask for.
     *
     * @throws StarRocksCatalogException if the frontend does not answer or refuses the login
     */
    public ServerVersion version() {
        List<String> versions =
                session.query(
                        "its version",
                        StatementRenderer.currentVersion(),
                        row -> String.valueOf(row.getString(1)));
        return ServerVersion.parse(versions.isEmpty() ? "" : versions.get(0));
    }

    /** The GRANT statements that SHOW GRANTS lists for the user. */
    public Optional<List<String>> grants() {
        try {
            return Optional.of(
                    session.query(
                            "the grants of its user",
                            StatementRenderer.showGrants(),
                            row -> row.getString(row.getMetaData().getColumnCount())));
        } catch (StarRocksCatalogException e) {
            return Optional.empty();
        }
    }

    /** A setting of the frontend that is a number, or true or false as 1 or 0. */
    public OptionalLong setting(String key) {
        try {
            return session
                    .query(
                            "setting " + key,
                            StatementRenderer.showFrontendConfig(key),
                            row -> row.getString("Value"))
                    .stream()
                    .mapToLong(FrontendProbe::number)
                    .findFirst();
        } catch (StarRocksCatalogException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long number(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true") ? 1 : 0;
        }
        return Long.parseLong(text);
    }

    /** The databases that the user sees. */
    public List<String> databases() {
        try {
            return session.query(
                    "its databases", StatementRenderer.showDatabases(), row -> row.getString(1));
        } catch (StarRocksCatalogException e) {
            return List.of();
        }
    }

    /** How many tables of a database the user sees. */
    public OptionalInt tables(String database) {
        try {
            return OptionalInt.of(
                    session.query(
                                    "database " + database,
                                    StatementRenderer.showTables(database),
                                    row -> row.getString(1))
                            .size());
        } catch (StarRocksCatalogException | IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
