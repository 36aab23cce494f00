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
import java.util.Set;

/** The words that name nothing unless they are quoted. */
final class ReservedWords {

    private static final Set<String> WORDS =
            Set.of(
                    ("ADD ALL ALTER ANALYZE AND ARRAY ARRAY_AGG AS ASC BETWEEN BIGINT BITMAP BOTH"
                                    + " BY CASE CHAR CHARACTER CHECK COLLATE COLUMN COMPACTION CONVERT CREATE"
                                    + " CROSS CUBE CURRENT_DATE CURRENT_GROUP CURRENT_ROLE CURRENT_TIME"
                                    + " CURRENT_TIMESTAMP CURRENT_USER DATABASE DATABASES DECIMAL DECIMALV2"
                                    + " DECIMAL32 DECIMAL64 DECIMAL128 DEFAULT DEFERRED DELETE DENSE_RANK DESC"
                                    + " DESCRIBE DISTINCT DIV DOUBLE DROP DUAL ELSE EXCEPT EXISTS EXPLAIN"
                                    + " FALSE FIRST_VALUE FLOAT FOR FORCE FROM FULL FUNCTION GRANT GROUP"
                                    + " GROUPING GROUPING_ID GROUPS HAVING HLL IF IGNORE IMMEDIATE IN INDEX"
                                    + " INFILE INNER INSERT INT INTEGER INTERSECT INTO IS JOIN JSON KEY KEYS"
                                    + " KILL LAG LARGEINT LAST_VALUE LATERAL LEAD LEFT LIKE LIMIT LOAD"
                                    + " LOCALTIME LOCALTIMESTAMP MAXVALUE MOD NOT NTILE NULL ON OR ORDER OUTER"
                                    + " OUTFILE OVER PARTITION PERCENTILE PRIMARY PROCEDURE RANGE READ REGEXP"
                                    + " RELEASE RENAME REPLACE REVOKE RIGHT RLIKE ROWS ROW_NUMBER SCHEMA"
                                    + " SCHEMAS SELECT SET SET_VAR SHOW SMALLINT SYSTEM TABLE TERMINATED TEXT"
                                    + " THEN TINYINT TO TRUE UNION UNIQUE UNSIGNED UPDATE USE USING VALUES"
                                    + " VARCHAR WHEN WHERE WITH")
                            .split(" "));

    private ReservedWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
