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

package io.cdcpipelines.starrocks.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorsTest {
    private final ServerErrors errors = new ServerErrors("cdc");

    private StarRocksCatalogException describe(int code, String state, String text) {
        return errors.describe(
                new SQLException(text, state, code), "table d.t", "fe1:9030", "ALTER TABLE ...");
    }

    @ParameterizedTest(name = "{0} ({1}) {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1045 | 28000 | Access denied for user 'u' (using password: YES) | LOGIN_REFUSED",
                "5203 | 42000 | Access denied; you need | MISSING_PRIVILEGE",
                "1227 | 42000 | Access denied; you need | MISSING_PRIVILEGE",
                "1252 | 42000 | Access denied; you need | MISSING_PRIVILEGE",
                "5502 | 42602 | Getting analyzing error. Detail message: Unknown table 'd.t'."
                        + " | NO_SUCH_OBJECT",
                "1051 | 42S02 | Unknown table 't' | NO_SUCH_OBJECT",
                "5501 | 3F000 | Unknown database 'd' | NO_SUCH_OBJECT",
                "1049 | 42000 | Unknown database 'd' | NO_SUCH_OBJECT",
                "1064 | 42000 | A schema change operation is in progress on the table \"t\"."
                        + " Please wait | TABLE_BUSY",
                "1064 | 42000 | A materialized view or rollup index is being created on the table"
                        + " t. | TABLE_BUSY",
                "1064 | HY000 | Table[t] is under SCHEMA_CHANGE | TABLE_BUSY",
                "5513 | 42000 | Can not rename column of table in SCHEMA_CHANGE state"
                        + " | TABLE_BUSY",
                "1064 | 42000 | There are still some transactions in the COMMITTED state waiting to"
                        + " be completed. The table [t] cannot be dropped. | TABLE_BUSY",
                "1064 | 42000 | Can not change BIGINT to INT | REFUSED",
                "1064 | 42000 | Getting analyzing error. Detail message: Table t is not found."
                        + " | REFUSED",
                "0 | 08S01 | Communications link failure | UNREACHABLE",
            })
    void tellsTheKindsOfTroubleApart(int code, String state, String text, Reason reason) {
        assertThat(describe(code, state, text).reason()).isEqualTo(reason);
    }

    @Test
    void countsTheBackendsThatAreAlive() {
        StarRocksCatalogException one =
                describe(
                        1064,
                        "42000",
                        "Getting analyzing error. Detail message: Table replication num should be"
                                + " less than of equal to the number of available BE nodes. You can"
                                + " change this default by setting the replication_num table"
                                + " properties. Current alive backend is [10001,10002].");

        assertThat(one.reason()).isEqualTo(Reason.TOO_FEW_BACKENDS);
        assertThat(one.aliveBackends()).hasValue(2);
        assertThat(
                        describe(
                                        1064,
                                        "42000",
                                        "Table replication num should be less than or equal to the"
                                                + " number of available backends. Current alive"
                                                + " backend is [].")
                                .aliveBackends())
                .hasValue(0);
    }

    @Test
    void saysEverythingThatHelps() {
        assertThat(describe(1064, "42000", "Can not change from nullable to non-nullable"))
                .hasMessage(
                        "StarRocks could not do a statement about table d.t: frontend fe1:9030"
                                + " answered 1064 (42000) Can not change from nullable to"
                                + " non-nullable. Statement: ALTER TABLE ...");
    }

    @Test
    void saysWhatToDoAboutANameThatARenamedColumnKeeps() {
        assertThat(
                        describe(
                                1064,
                                "42000",
                                "Can not add column which already exists in column id: k0, you can"
                                        + " remove `k0` bigint(20) NOT NULL COMMENT \"\" and try"
                                        + " again."))
                .hasMessageContaining("a column that was called k0 has another name now")
                .hasMessageContaining("rename it back");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER | TABLE t | GRANT ALTER ON TABLE d.t TO USER 'cdc'",
                "CREATE TABLE | DATABASE d | GRANT CREATE TABLE ON DATABASE d TO USER 'cdc'",
                "CREATE DATABASE | CATALOG default_catalog"
                        + " | GRANT CREATE DATABASE ON CATALOG default_catalog TO USER 'cdc'",
                "DROP | TABLE a name for this | GRANT DROP ON TABLE d.t TO USER 'cdc'",
                "ANY | TABLE t | GRANT SELECT ON TABLE d.t TO USER 'cdc'",
            })
    void namesTheGrantThatIsMissing(String privilege, String object, String grant) {
        String text =
                "Access denied; you need (at least one of) the "
                        + privilege
                        + " privilege(s) on "
                        + object
                        + " for this operation. Please ask the admin";

        assertThat(describe(5203, "42000", text)).hasMessageContaining("; needed: " + grant);
    }
}
