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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What SHOW GRANTS prints of one user or role.
 *
 * @param roles the statement that grants the roles, if there are any
 * @param privileges one statement for each object
 */
public record GrantListing(Optional<String> roles, List<String> privileges) {

    static GrantListing of(Collection<String> roles, Collection<Grant> grants, String grantee) {
        Map<ObjectScope, String> privileges = new LinkedHashMap<>();
        for (Grant grant : grants) {
            privileges.merge(grant.scope(), grant.privilege().sqlName(), (a, b) -> a + ", " + b);
        }
        return new GrantListing(
                roles.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                roles.stream()
                                        .map(role -> "'" + role + "'")
                                        .collect(
                                                Collectors.joining(
                                                        ", ", "GRANT ", " TO " + grantee))),
                privileges.entrySet().stream()
                        .map(
                                entry ->
                                        "GRANT "
                                                + entry.getValue()
                                                + " ON "
                                                + entry.getKey().sql()
                                                + " TO "
                                                + grantee)
                        .collect(Collectors.toList()));
    }
}
