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

import java.util.LinkedHashSet;
import java.util.Set;

/** A user or a role: what it was granted. Guarded by the {@link UserAccounts} that holds it. */
final class Principal {
    private final Set<Grant> grants = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> activeRoles = new LinkedHashSet<>();
    private NativePassword password = NativePassword.EMPTY;

    Set<Grant> grants() {
        return grants;
    }

    /** The roles granted, active or not. */
    Set<String> roles() {
        return roles;
    }

    /** The roles whose privileges count without a SET ROLE. */
    Set<String> activeRoles() {
        return activeRoles;
    }

    NativePassword password() {
        return password;
    }

    void password(NativePassword newPassword) {
        password = newPassword;
    }
}
