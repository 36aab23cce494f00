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

package io.cdcpipelines.starrocks.emulator.session;

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Statement;

/** Whether a session may do and see what it asks for. Thread-safe. */
public interface AccessControl {

    /**
     * Refuses a DDL statement or a SHOW of the catalog that the session's user may not execute;
     * asked after the statement's objects were found and before anything changes.
     */
    void check(Session session, Statement statement) throws SqlError;

    /** Whether SHOW DATABASES lists the database to this session. */
    boolean isDatabaseVisible(Session session, String database);

    /** Whether SHOW TABLES lists the table to this session. */
    boolean isTableVisible(Session session, String database, String table);

    /** Allows everything, as root is. */
    static AccessControl unrestricted() {
        return new AccessControl() {
            @Override
            public void check(Session session, Statement statement) {}

            @Override
            public boolean isDatabaseVisible(Session session, String database) {
                return true;
            }

            @Override
            public boolean isTableVisible(Session session, String database, String table) {
                return true;
            }
        };
    }
}
