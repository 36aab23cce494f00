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

package io.cdcpipelines.starrocks.emulator.query;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which function of H2 stands for a function of StarRocks. Those that H2 lacks, or that it
 * evaluates in another way, are the methods of {@link SqlFunctions}, {@link TextFunctions}, {@link
 * Casts} and {@link JsonFunctions}. Stateless.
 */
final class FunctionAliases {
    /** Keeps the functions apart from those that H2 has under the same name. */
    private static final String PREFIX = "sr_";

    /** Functions that H2 has under another name. */
    private static final Map<String, String> RENAMED =
            Map.ofEntries(
                    Map.entry("if", "CASEWHEN"),
                    Map.entry("length", "OCTET_LENGTH"),
                    Map.entry("char_length", "CHAR_LENGTH"),
                    Map.entry("character_length", "CHAR_LENGTH"),
                    Map.entry("ucase", "UPPER"),
                    Map.entry("lcase", "LOWER"),
                    Map.entry("pow", "POWER"),
                    Map.entry("ceiling", "CEIL"),
                    Map.entry("std", "STDDEV_POP"),
                    Map.entry("stddev", "STDDEV_POP"),
                    Map.entry("variance", "VAR_POP"),
                    Map.entry("bitand", "BITAND"),
                    Map.entry("bitor", "BITOR"),
                    Map.entry("bitxor", "BITXOR"),
                    Map.entry("bitnot", "BITNOT"),
                    Map.entry("bit_shift_left", "LSHIFT"),
                    Map.entry("bit_shift_right", "RSHIFT"),
                    Map.entry("dayofmonth", "DAY"));

    /** Functions of H2 that StarRocks does not have; some of them reach out of the database. */
    private static final Set<String> FOREIGN =
            Set.of(
                    ("file_read file_write csvread csvwrite link_schema h2version memory_used"
                                    + " memory_free database_path disk_space_used lock_mode"
                                    + " lock_timeout session_id abort_session cancel_session"
                                    + " transaction_id autocommit readonly listagg rownum hash"
                                    + " encrypt decrypt expand compress ora_hash rawtohex"
                                    + " stringencode stringdecode stringtoutf8 utf8tostring"
                                    + " secure_rand random_uuid xmlattr xmlcdata xmlcomment"
                                    + " xmlnode xmlstartdoc xmltext currval nextval lastval"
                                    + " system_range truncate_value soundex difference"
                                    + " estimated_envelope db_object_id db_object_sql"
                                    + " db_object_size db_object_total_size quote_ident"
                                    + " array_to_string data_type_sql zero")
                            .split(" "));

    private static final List<Class<?>> CLASSES =
            List.of(SqlFunctions.class, TextFunctions.class, Casts.class, JsonFunctions.class);

    private static final Set<String> OWN = ownNames();

    private FunctionAliases() {}

    private static Set<String> ownNames() {
        Set<String> names = new TreeSet<>();
        for (Class<?> type : CLASSES) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    names.add(sqlName(method.getName()));
                }
            }
        }
        return names;
    }

    /** {@code dateFormat} is {@code date_format}; {@code md5} and {@code sha2} stay. */
    private static String sqlName(String methodName) {
        return methodName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String methodName(String sqlName) {
        StringBuilder name = new StringBuilder();
        for (String part : sqlName.split("_")) {
            name.append(
                    name.length() == 0
                            ? part
                            : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }

    /** Whether H2 has a function of that name that StarRocks lacks. */
    static boolean isForeign(String function) {
        return FOREIGN.contains(function.toLowerCase(Locale.ROOT));
    }

    /** The name that H2 knows the function by, or nothing if it is the same. */
    static Optional<String> h2Name(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return OWN.contains(name)
                ? Optional.of(PREFIX + name)
                : Optional.ofNullable(RENAMED.get(name));
    }

    /** What tells H2 of our functions. */
    static List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (Class<?> type : CLASSES) {
            Set<String> seen = new TreeSet<>();
            for (Method method : type.getDeclaredMethods()) {
                String name = sqlName(method.getName());
                if (Modifier.isPublic(method.getModifiers()) && seen.add(name)) {
                    statements.add(
                            "CREATE ALIAS "
                                    + PREFIX
                                    + name
                                    + " DETERMINISTIC FOR '"
                                    + type.getName()
                                    + "."
                                    + methodName(name)
                                    + "'");
                }
            }
        }
        return statements;
    }
}
