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

package io.cdcpipelines.starrocks.emulator.auth;

import java.util.Optional;

/** Users, passwords and grants. Thread-safe. */
public interface Accounts {

    /** Whether the user exists and has this password. */
    boolean isPassword(String user, String password);

    /**
     * Whether the user exists and this is the answer of {@code mysql_native_password} to the salt;
     * an empty answer stands for an empty password.
     */
    boolean isScramble(String user, byte[] salt, byte[] answer);

    /**
     * Whether the user holds the privilege on the object.
     *
     * @param database empty for a privilege of the system
     * @param table empty for a privilege of the database
     */
    boolean holds(
            String user, Privilege privilege, Optional<String> database, Optional<String> table);

    /** Whether the user holds any privilege on the database or on something in it. */
    boolean seesDatabase(String user, String database);

    /** Whether the user holds any privilege on the table. */
    boolean seesTable(String user, String database, String table);
}
