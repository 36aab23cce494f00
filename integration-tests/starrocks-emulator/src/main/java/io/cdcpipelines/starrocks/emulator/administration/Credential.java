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

package io.cdcpipelines.starrocks.emulator.administration;

import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;

/** A password as a statement gives it. Its text is never printed. */
final class Credential {
    private final String text;
    private final boolean isHash;

    private Credential(String text, boolean isHash) {
        this.text = text;
        this.isHash = isHash;
    }

    static Credential ofPassword(String password) {
        return new Credential(password, false);
    }

    static Credential ofHash(String hash) {
        return new Credential(hash, true);
    }

    void applyTo(UserAccounts accounts, String user) throws SqlError {
        if (isHash) {
            accounts.passwordHash(user, text);
        } else {
            accounts.password(user, text);
        }
    }

    @Override
    public String toString() {
        return "******";
    }
}
