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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * What a query says about its session, the frontend and the time, as literals of H2. One query sees
 * one time. For the thread of one session.
 */
final class SessionExpressions {
    private final Session session;
    private final SystemVariables variables;
    private final Cluster cluster;
    private final LocalDateTime now;
    private final LocalDateTime utcNow;

    SessionExpressions(Session session, SystemVariables variables, Cluster cluster) {
        this.session = session;
        this.variables = variables;
        this.cluster = cluster;
        this.now = LocalDateTime.now(cluster.clock()).truncatedTo(ChronoUnit.SECONDS);
        this.utcNow =
                LocalDateTime.ofInstant(cluster.clock().instant(), ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS);
    }

    /** A word that is a value by itself. */
    Optional<String> word(String upper) {
        return switch (upper) {
            case "CURRENT_TIMESTAMP",
                    "LOCALTIMESTAMP",
                    "LOCALTIME",
                    "CURRENT_DATE",
                    "CURRENT_TIME",
                    "CURRENT_USER" ->
                    function(upper);
            default -> Optional.empty();
        };
    }

    /** A function that is called without arguments. */
    Optional<String> function(String upper) {
        return switch (upper) {
            case "NOW", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "LOCALTIME", "SYSDATE" ->
                    Optional.of(timestamp(now));
            case "UTC_TIMESTAMP" -> Optional.of(timestamp(utcNow));
            case "CURDATE", "CURRENT_DATE" ->
                    Optional.of("DATE '" + ValueText.ofDate(now.toLocalDate()) + "'");
            case "CURTIME", "CURRENT_TIME" ->
                    Optional.of(text(ValueText.ofDateTime(now).substring(11)));
            case "UNIX_TIMESTAMP" ->
                    Optional.of(Long.toString(cluster.clock().instant().getEpochSecond()));
            case "DATABASE", "SCHEMA" -> Optional.of(text(session.database().orElse("")));
            case "USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_USER" ->
                    Optional.of(text("'" + session.user() + "'@'%'"));
            case "CONNECTION_ID" -> Optional.of(Long.toString(session.connectionId()));
            case "VERSION" -> Optional.of(text(cluster.profile().mysqlVersion()));
            case "CURRENT_VERSION" ->
                    Optional.of(text(SystemVariables.versionText(cluster.profile())));
            case "CATALOG" -> Optional.of(text("default_catalog"));
            case "LAST_QUERY_ID" -> Optional.of(text(new UUID(0, 0).toString()));
            default -> Optional.empty();
        };
    }

    private static String timestamp(LocalDateTime moment) {
        return "TIMESTAMP '" + ValueText.ofDateTime(moment) + "'";
    }

    /**
     * @param scope the word between the at signs and the name, or empty
     */
    String systemVariable(String scope, String name) throws SqlError {
        SystemVariables.Definition definition = variables.definition(name);
        Scope where = scope.equalsIgnoreCase("global") ? Scope.GLOBAL : Scope.SESSION;
        String value = variables.value(session, where, name);
        return switch (definition.kind()) {
            case INTEGER -> "CAST(" + value + " AS BIGINT)";
            case BOOLEAN -> value.equals("true") ? "TRUE" : "FALSE";
            case STRING -> text(value);
        };
    }

    /** A variable that was never set is NULL. */
    String userVariable(String name) {
        return session.variable("@" + name).orElse("NULL");
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
