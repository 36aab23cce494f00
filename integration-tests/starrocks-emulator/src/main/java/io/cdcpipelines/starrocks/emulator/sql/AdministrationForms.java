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

package io.cdcpipelines.starrocks.emulator.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words with which statements begin that the parser keeps as written. Thread-safe. */
final class AdministrationForms {

    /** First words that say enough. */
    private static final Set<String> ALONE =
            words(
                    "SET KILL GRANT REVOKE BEGIN START COMMIT ROLLBACK ANALYZE EXECUTE PREPARE"
                            + " DEALLOCATE SYNC REFRESH SUBMIT HELP LOAD EXPORT UNINSTALL INSTALL"
                            + " STOP RESUME PAUSE SUSPEND TRACE BACKUP RESTORE CLEAR TRANSLATE LOCK UNLOCK"
                            + " UNSET");

    /** First words that need one of these behind them. */
    private static final Map<String, Set<String>> WITH_OBJECT =
            Map.of(
                    "CREATE",
                    words(
                            "USER ROLE VIEW MATERIALIZED FUNCTION GLOBAL AGGREGATE RESOURCE"
                                    + " EXTERNAL STORAGE REPOSITORY READ ROUTINE ANALYZE FILE"
                                    + " WAREHOUSE PIPE DICTIONARY SECURITY OR TEMPORARY MASKING"
                                    + " ROW SNAPSHOT GROUP"),
                    "DROP",
                    words(
                            "USER ROLE VIEW MATERIALIZED FUNCTION GLOBAL RESOURCE CATALOG STORAGE"
                                    + " REPOSITORY STATS MULTIPLE ANALYZE FILE WAREHOUSE PIPE TASK"
                                    + " DICTIONARY SECURITY SNAPSHOT GROUP MASKING ROW"),
                    "ALTER",
                    words(
                            "USER ROLE SYSTEM VIEW MATERIALIZED RESOURCE ROUTINE LOAD STORAGE"
                                    + " DATABASE CATALOG WAREHOUSE PIPE SECURITY GROUP MASKING"
                                    + " ROW"),
                    "SHOW",
                    words(
                            "ALL ALTER ANALYZE AUTHENTICATION AUTHORS BACKENDS BACKUP BASELINE"
                                    + " BLACKHOLE BROKER BUILTIN CATALOGS CHAR CHARACTER CHARSET"
                                    + " CLUSTERS COLLATION COMPUTE CREATE CURRENT DATA DATACACHE"
                                    + " DELETE DICTIONARY DYNAMIC ENGINES ERRORS EVENTS EXPORT"
                                    + " EXTERNAL FAILPOINTS FILE FRONTENDS FULL FUNCTION FUNCTIONS"
                                    + " GLOBAL GRANTS GROUP HISTOGRAM LOAD LOCAL MATERIALIZED"
                                    + " MULTI_COLUMN NODES OPEN PIPES PLUGINS PRIVILEGES PROC"
                                    + " PROCEDURE PROCESSLIST PROFILELIST PROPERTY REPOSITORIES"
                                    + " RESOURCE RESOURCES RESTORE ROLE ROLES ROUTINE RUNNING"
                                    + " SESSION SMALL SNAPSHOT SQLBLACKLIST STATS STATUS STORAGE"
                                    + " STREAM TABLET TEMPORARY TRANSACTION TRIGGERS USAGE USER"
                                    + " USERS VARIABLES VERBOSE WAREHOUSES WARNINGS WHITELIST"),
                    "ADMIN",
                    words("SET SHOW REPAIR CANCEL CHECK ALTER EXECUTE"),
                    "CANCEL",
                    words("ALTER LOAD BACKUP RESTORE EXPORT DECOMMISSION REFRESH COMPACTION"),
                    "RECOVER",
                    words("PARTITION"),
                    "USE",
                    words("CATALOG WAREHOUSE"));

    private AdministrationForms() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** Whether a statement can begin with this token. */
    static boolean isFirst(Token token) {
        String word = token.text().toUpperCase(Locale.ROOT);
        return token.kind() == Token.Kind.WORD
                && (ALONE.contains(word) || WITH_OBJECT.containsKey(word));
    }

    /**
     * Whether a statement can begin with these two tokens.
     *
     * @param first one that {@link #isFirst} accepts
     */
    static boolean isBegun(Token first, Token second) {
        Set<String> objects = WITH_OBJECT.get(first.text().toUpperCase(Locale.ROOT));
        return objects == null || objects.contains(second.text().toUpperCase(Locale.ROOT));
    }
}
