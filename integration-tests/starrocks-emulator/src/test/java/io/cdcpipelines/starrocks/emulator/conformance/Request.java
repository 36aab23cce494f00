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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something a transcript does to the server. */
sealed interface Request {

    /** A line that a person can find again. */
    String summary();

    /** A statement in the session of the scenario; a preparation must be accepted. */
    record Statement(String sql) implements Request {
        @Override
        public String summary() {
            return sql;
        }
    }

    /** Runs the following statements of the scenario as somebody else. */
    record SwitchUser(String user, String password) implements Request {
        @Override
        public String summary() {
            return "as " + user;
        }
    }

    /** Opens a connection and closes it. */
    record Login(String user, String password, Optional<String> database) implements Request {
        @Override
        public String summary() {
            return "login as " + user + database.map(d -> " into " + d).orElse("");
        }
    }

    /** A request over a plain socket; the user, if any, goes into an Authorization header. */
    record Http(Node node, String method, String path, List<Header> headers, Optional<String> body)
            implements Request {

        /** Whom a request goes to; ANY is the frontend and then whomever it redirects to. */
        enum Node {
            FE,
            BE1,
            BE2,
            BE3,
            ANY
        }

        record Header(String name, String value) {}

        @Override
        public String summary() {
            return node.name().toLowerCase(Locale.ROOT) + " " + method + " " + path;
        }
    }

    /** Asks for the newest schema-change job of a table. */
    record NewestJob(String database, String table) implements Request {
        @Override
        public String summary() {
            return "job of " + database + "." + table;
        }
    }

    /** Asks for the columns of a table as SHOW CREATE TABLE prints them. */
    record Columns(String table) implements Request {
        @Override
        public String summary() {
            return "columns of " + table;
        }
    }

    /** Something only the owner of the server can do, such as moving its clock. */
    record Control(String command) implements Request {
        @Override
        public String summary() {
            return command;
        }
    }

    /** A recorded call that no client can make. */
    record Unreachable(String call) implements Request {
        @Override
        public String summary() {
            return call;
        }
    }
}
