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

package io.cdcpipelines.starrocks.core.startup;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What SHOW GRANTS lists for a user, read as far as it tells what the user may do at all.
 * Immutable.
 *
 * <p>StarRocks 3.0 and later print {@code GRANT INSERT, SELECT ON ALL TABLES IN ALL DATABASES TO
 * USER 'u'@'%'} for privileges, and {@code GRANT 'role' TO USER 'u'@'%'} for roles, whose
 * privileges a user cannot always see.
 */
final class Grants {
    private static final Pattern PRIVILEGES =
            Pattern.compile(
                    "GRANT (.+?) ON (?:ALL )?(TABLE|DATABASE|CATALOG)S?\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ROLES =
            Pattern.compile("GRANT '.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> held = new HashSet<>();
    private boolean hasRoles;

    private Grants() {}

    static Grants parse(List<String> statements) {
        Grants grants = new Grants();
        for (String statement : statements) {
            Matcher privileges = PRIVILEGES.matcher(statement.trim());
            if (privileges.matches()) {
                grants.add(privileges.group(1), privileges.group(2));
            } else if (ROLES.matcher(statement.trim()).matches()) {
                grants.hasRoles = true;
            }
        }
        return grants;
    }

    private void add(String privileges, String object) {
        for (String privilege : privileges.split(",")) {
            held.add(key(privilege.trim(), object));
        }
    }

    private static String key(String privilege, String object) {
        return (privilege + " ON " + object).toUpperCase(Locale.ROOT);
    }

    /** Whether nothing is listed, as it is where privileges are kept elsewhere. */
    boolean isEmpty() {
        return held.isEmpty() && !hasRoles;
    }

    /** Whether the privilege is held somewhere, or may come with a role. */
    boolean mayHold(String privilege, String object) {
        return hasRoles
                || held.contains(key(privilege, object))
                || held.contains(key("ALL", object))
                || held.contains(key("ALL PRIVILEGES", object));
    }
}
