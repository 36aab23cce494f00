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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAccountsTest {
    private final UserAccounts accounts = new UserAccounts();

    @BeforeEach
    void createUser() throws SqlError {
        accounts.createUser("u", "password");
    }

    private boolean holds(Privilege privilege, String database, String table) {
        return accounts.holds(
                "u", privilege, Optional.ofNullable(database), Optional.ofNullable(table));
    }

    private static ObjectScope table(String database, String table) {
        return new ObjectScope.Table(Optional.ofNullable(database), Optional.ofNullable(table));
    }

    @Test
    void checksPasswords() {
        assertThat(accounts.isPassword("u", "password")).isTrue();
        assertThat(accounts.isPassword("u", "Password")).isFalse();
        assertThat(accounts.isPassword("u", "")).isFalse();
        assertThat(accounts.isPassword("nobody", "password")).isFalse();
        assertThat(accounts.isPassword("root", "")).isTrue();
    }

    /** MySQL's PASSWORD('password'). */
    @Test
    void takesAHashInsteadOfAPassword() throws SqlError {
        accounts.passwordHash("root", "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19");

        assertThat(accounts.isPassword("root", "password")).isTrue();
        assertThatThrownBy(() -> accounts.passwordHash("root", "*12")).isInstanceOf(SqlError.class);
    }

    /** The answer is made here by the formula of the MySQL manual. */
    @Test
    void checksTheAnswerToASalt() {
        byte[] salt = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
        byte[] answer = answer("password", salt);

        assertThat(accounts.isScramble("u", salt, answer)).isTrue();
        assertThat(accounts.isScramble("u", salt, answer("other", salt))).isFalse();
        assertThat(accounts.isScramble("u", salt, new byte[0])).isFalse();
        assertThat(accounts.isScramble("u", salt, new byte[19])).isFalse();
        assertThat(accounts.isScramble("root", salt, new byte[0])).isTrue();
        assertThat(accounts.isScramble("root", salt, answer)).isFalse();
    }

    private static byte[] answer(String password, byte[] salt) {
        byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
        byte[] twice = sha1(once);
        byte[] joined = new byte[salt.length + twice.length];
        System.arraycopy(salt, 0, joined, 0, salt.length);
        System.arraycopy(twice, 0, joined, salt.length, twice.length);
        byte[] answer = sha1(joined);
        for (int i = 0; i < answer.length; i++) {
            answer[i] ^= once[i];
        }
        return answer;
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(HexFormat.of().formatHex(input), e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "d, t, d, t, true",
                "d, t, d, T, false",
                "d, t, e, t, false",
                "d, -, d, t, true",
                "d, -, e, t, false",
                "-, -, e, t, true",
            })
    void grantsOnTablesCoverTheirTables(
            String database, String table, String asked, String askedTable, boolean expected)
            throws SqlError {
        accounts.grantToUser("u", Set.of(Privilege.SELECT), table(database, table));

        assertThat(holds(Privilege.SELECT, asked, askedTable)).isEqualTo(expected);
        assertThat(holds(Privilege.INSERT, asked, askedTable)).isFalse();
        assertThat(holds(Privilege.SELECT, asked, null)).isFalse();
        assertThat(accounts.seesTable("u", asked, askedTable)).isEqualTo(expected);
    }

    @Test
    void aGrantInADatabaseMakesItVisible() throws SqlError {
        assertThat(accounts.seesDatabase("u", "d")).isFalse();
        accounts.grantToUser("u", Set.of(Privilege.SELECT), table("d", "t"));

        assertThat(accounts.seesDatabase("u", "d")).isTrue();
        assertThat(accounts.seesDatabase("u", "e")).isFalse();
    }

    @Test
    void rolesCountWhenActiveAlsoThroughOtherRoles() throws SqlError {
        accounts.createRole("reader");
        accounts.createRole("analyst");
        accounts.grantToRole("reader", Set.of(Privilege.SELECT), table("d", null));
        accounts.grantRolesToRole(List.of("reader"), "analyst");
        accounts.grantRolesToRole(List.of("analyst"), "reader");
        accounts.grantRoles(List.of("analyst"), "u");
        assertThat(holds(Privilege.SELECT, "d", "t")).isFalse();

        accounts.activateRoles("u", List.of("analyst"));
        assertThat(holds(Privilege.SELECT, "d", "t")).isTrue();

        accounts.dropRole("reader");
        assertThat(holds(Privilege.SELECT, "d", "t")).isFalse();
    }

    @Test
    void revokingTakesBack() throws SqlError {
        accounts.grantToUser("u", Set.of(Privilege.SELECT, Privilege.INSERT), table("d", null));
        accounts.revokeFromUser("u", Set.of(Privilege.INSERT), table("d", null));

        assertThat(holds(Privilege.SELECT, "d", "t")).isTrue();
        assertThat(holds(Privilege.INSERT, "d", "t")).isFalse();
    }

    @Test
    void rootHoldsEverything() {
        assertThat(accounts.holds("root", Privilege.DROP, Optional.of("x"), Optional.empty()))
                .isTrue();
        assertThat(accounts.holds("root", Privilege.NODE, Optional.empty(), Optional.empty()))
                .isTrue();
    }

    @Test
    void refusesWhatIsThereOrIsNot() {
        assertThatThrownBy(() -> accounts.createUser("u", ""))
                .hasMessageContaining("user already exists");
        assertThatThrownBy(() -> accounts.dropUser("nobody"))
                .hasMessageContaining("user not exists");
        assertThatThrownBy(() -> accounts.grantRoles(List.of("nope"), "u"))
                .hasMessageContaining("cannot find role nope");
        assertThatThrownBy(() -> accounts.dropRole("db_admin")).hasMessageContaining("not mutable");
    }
}
