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

package io.cdcpipelines.starrocks.emulator.backend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.auth.Accounts;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.http.BasicAuth;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.Optional;

/** The checks behind a backend's begin: who asks, and whether they may load. Thread-safe. */
final class LoadAuthorization {
    private static final String SCHEME = "Basic ";

    private final Cluster cluster;
    private final Accounts accounts;

    LoadAuthorization(Cluster cluster, Accounts accounts) {
        this.cluster = cluster;
        this.accounts = accounts;
    }

    /** A backend itself only looks whether there are credentials, and only where one begins. */
    static BasicAuth credentials(RequestHead head) throws LoadException {
        try {
            if (!head.header("authorization").orElse("").startsWith(SCHEME)) {
                throw new IllegalArgumentException("another scheme");
            }
            return BasicAuth.of(head).orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw new LoadException(StatusCode.INTERNAL_ERROR, "no valid Basic authorization");
        }
    }

    /** What the frontend checks when the backend passes the credentials on. */
    void check(BasicAuth auth, String clientAddress, String database, String table)
            throws LoadException {
        if (!accounts.isPassword(auth.user(), auth.password())) {
            throw new LoadException(
                    StatusCode.ANALYSIS_ERROR,
                    cluster.profile() == VersionProfile.V3_3
                            ? "Access denied for " + auth.user() + "@" + clientAddress
                            : "Access denied for user '"
                                    + auth.user()
                                    + "' (using password: "
                                    + (auth.password().isEmpty() ? "NO" : "YES")
                                    + ")");
        }
        if (tableExists(database, table)
                && !accounts.holds(
                        auth.user(), Privilege.INSERT, Optional.of(database), Optional.of(table))) {
            throw new LoadException(
                    StatusCode.ANALYSIS_ERROR,
                    "Access denied; you need (at least one of) the INSERT privilege(s) for this"
                            + " operation");
        }
    }

    private boolean tableExists(String database, String table) {
        cluster.lock().lock();
        try {
            return cluster.table(database, table).isPresent();
        } finally {
            cluster.lock().unlock();
        }
    }
}
