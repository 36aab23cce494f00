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

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The state of one MySQL connection. Confined to the thread that serves the connection. */
public final class Session {
    private final long connectionId;
    private final Map<String, String> variables = new TreeMap<>();
    private String user;
    private String host;
    private Optional<String> database = Optional.empty();

    public Session(long connectionId, String user, String host) {
        this.connectionId = connectionId;
        this.user = user;
        this.host = host;
    }

    public long connectionId() {
        return connectionId;
    }

    public String user() {
        return user;
    }

    public String host() {
        return host;
    }

    /** Becomes another user, as COM_CHANGE_USER does: without database and variables. */
    public void changeUser(String newUser, String newHost) {
        user = newUser;
        host = newHost;
        reset();
    }

    public void reset() {
        database = Optional.empty();
        variables.clear();
    }

    /** The database that names without one mean. */
    public Optional<String> database() {
        return database;
    }

    public void use(String newDatabase) {
        database = Optional.of(newDatabase);
    }

    /** The value that SET gave a variable in this session; names are case-insensitive. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name.toLowerCase(Locale.ROOT)));
    }

    public void variable(String name, String value) {
        variables.put(name.toLowerCase(Locale.ROOT), value);
    }
}
