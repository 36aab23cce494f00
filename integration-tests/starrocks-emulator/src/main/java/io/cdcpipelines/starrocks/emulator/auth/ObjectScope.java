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
import java.util.Set;

/** What a grant is about. An absent name stands for all of its kind. */
public sealed interface ObjectScope {

    /** The privileges that {@code ALL} stands for. */
    Set<Privilege> allPrivileges();

    /** The object as SHOW GRANTS names it. */
    String sql();

    record System() implements ObjectScope {
        @Override
        public Set<Privilege> allPrivileges() {
            return Set.of(Privilege.OPERATE, Privilege.GRANT);
        }

        @Override
        public String sql() {
            return "SYSTEM";
        }
    }

    record Catalog() implements ObjectScope {
        @Override
        public Set<Privilege> allPrivileges() {
            return Set.of(
                    Privilege.USAGE, Privilege.CREATE_DATABASE, Privilege.DROP, Privilege.ALTER);
        }

        @Override
        public String sql() {
            return "CATALOG default_catalog";
        }
    }

    record Database(Optional<String> name) implements ObjectScope {
        @Override
        public Set<Privilege> allPrivileges() {
            return Set.of(
                    Privilege.CREATE_TABLE,
                    Privilege.CREATE_VIEW,
                    Privilege.CREATE_FUNCTION,
                    Privilege.CREATE_MATERIALIZED_VIEW,
                    Privilege.CREATE_PIPE,
                    Privilege.DROP,
                    Privilege.ALTER);
        }

        @Override
        public String sql() {
            return name.map(n -> "DATABASE " + n).orElse("ALL DATABASES");
        }

        boolean covers(String database) {
            return name.isEmpty() || name.get().equals(database);
        }
    }

    record Table(Optional<String> database, Optional<String> name) implements ObjectScope {
        @Override
        public Set<Privilege> allPrivileges() {
            return Set.of(
                    Privilege.SELECT,
                    Privilege.INSERT,
                    Privilege.UPDATE,
                    Privilege.DELETE,
                    Privilege.ALTER,
                    Privilege.DROP,
                    Privilege.EXPORT,
                    Privilege.REFRESH);
        }

        @Override
        public String sql() {
            if (database.isEmpty()) {
                return "ALL TABLES IN ALL DATABASES";
            }
            return name.map(n -> "TABLE " + database.get() + "." + n)
                    .orElse("ALL TABLES IN DATABASE " + database.get());
        }

        boolean coversDatabase(String otherDatabase) {
            return database.isEmpty() || database.get().equals(otherDatabase);
        }

        boolean covers(String otherDatabase, String table) {
            return coversDatabase(otherDatabase) && (name.isEmpty() || name.get().equals(table));
        }
    }
}
