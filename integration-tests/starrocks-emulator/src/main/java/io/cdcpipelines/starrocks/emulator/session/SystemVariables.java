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

package io.cdcpipelines.starrocks.emulator.session;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The system variables of a frontend: defaults, what SET GLOBAL changed, and what a session sees.
 * Names are case-insensitive; the last name of an alias pair may be used for both. Thread-safe.
 */
public final class SystemVariables {

    /** What a value of a variable is. */
    public enum Kind {
        STRING,
        INTEGER,
        BOOLEAN
    }

    /** Where a value is read or set. */
    public enum Scope {
        SESSION,
        GLOBAL
    }

    /**
     * A variable of this frontend.
     *
     * @param isReadOnly whether SET refuses it
     */
    public record Definition(String name, Kind kind, String defaultValue, boolean isReadOnly) {}

    private static final int UNKNOWN_VARIABLE = 1193;
    private static final int READ_ONLY_VARIABLE = 1238;
    private static final int SUGGESTIONS = 3;

    private final Map<String, Definition> definitions = new TreeMap<>();
    private final Map<String, String> globals = new ConcurrentHashMap<>();

    public SystemVariables(VersionProfile profile, ZoneId zone) {
        ExecutionVariables.flags().forEach(this::flag);
        ExecutionVariables.numbers().forEach(this::integer);
        ExecutionVariables.texts().forEach(this::string);
        string("character_set_client", "utf8");
        string("character_set_connection", "utf8");
        string("character_set_database", "utf8");
        string("character_set_results", "utf8");
        string("character_set_server", "utf8");
        string("collation_connection", "utf8_general_ci");
        string("collation_database", "utf8_general_ci");
        string("collation_server", "utf8_general_ci");
        string("init_connect", "");
        string("sql_mode", "ONLY_FULL_GROUP_BY");
        string("time_zone", zone.getId());
        string("transaction_isolation", "REPEATABLE-READ");
        string("tx_isolation", "REPEATABLE-READ");
        string("default_storage_engine", "olap");
        string("default_table_compression", "lz4_frame");
        string("catalog", "default_catalog");
        string("query_delivery_type", "pull");
        string("cbo_cte_reuse_rate", "1.15");
        string("resource_group", "");
        string("load_transmission_compression_type", "NO_COMPRESSION");
        string("partial_update_mode", "auto");
        string("session_track_schema", "");
        integer("auto_increment_increment", 1);
        integer("div_precision_increment", 4);
        integer("interactive_timeout", 3600);
        integer("wait_timeout", 28800);
        integer("net_buffer_length", 16384);
        integer("net_read_timeout", 60);
        integer("net_write_timeout", 60);
        integer("max_allowed_packet", 33554432);
        integer("query_cache_size", 1048576);
        integer("query_cache_type", 0);
        integer("query_timeout", 300);
        integer("insert_timeout", 14400);
        integer("query_mem_limit", 0);
        integer("exec_mem_limit", 2147483648L);
        integer("load_mem_limit", 0);
        integer("sql_safe_updates", 0);
        integer("sql_select_limit", Long.MAX_VALUE);
        integer("parallel_fragment_exec_instance_num", 1);
        integer("pipeline_dop", 0);
        integer("batch_size", 1024);
        integer("chunk_size", 4096);
        integer("tx_visible_wait_timeout", 10);
        integer("foreign_key_checks", 1);
        integer("unique_checks", 1);
        flag("autocommit", true);
        flag("enable_insert_strict", true);
        flag("enable_profile", false);
        flag("enable_pipeline_engine", true);
        flag("enable_spill", false);
        flag("enable_strict_type", false);
        flag("enable_prepare_stmt", true);
        flag("forward_to_master", false);
        flag("is_report_success", false);
        flag("performance_schema", false);
        flag("sql_auto_is_null", false);
        flag("sql_quote_show_create", true);
        flag("tx_read_only", false);
        flag("transaction_read_only", false);
        readOnly("version", Kind.STRING, profile.mysqlVersion());
        readOnly("version_comment", Kind.STRING, versionText(profile));
        readOnly("license", Kind.STRING, "Apache License 2.0");
        readOnly("language", Kind.STRING, "/starrocks/share/english/");
        readOnly("system_time_zone", Kind.STRING, zone.getId());
        readOnly("lower_case_table_names", Kind.INTEGER, "0");
    }

    /** What {@code current_version()} and {@code @@version_comment} print. */
    public static String versionText(VersionProfile profile) {
        return profile.version() + "-emulator";
    }

    private void string(String name, String value) {
        add(name, Kind.STRING, value, false);
    }

    private void integer(String name, long value) {
        add(name, Kind.INTEGER, Long.toString(value), false);
    }

    private void flag(String name, boolean value) {
        add(name, Kind.BOOLEAN, Boolean.toString(value), false);
    }

    private void readOnly(String name, Kind kind, String value) {
        add(name, kind, value, true);
    }

    private void add(String name, Kind kind, String value, boolean isReadOnly) {
        definitions.put(name, new Definition(name, kind, value, isReadOnly));
    }

    public List<Definition> definitions() {
        return List.copyOf(definitions.values());
    }

    /** Refuses an unknown name with error 1193. */
    public Definition definition(String name) throws SqlError {
        Definition definition = definitions.get(name.toLowerCase(Locale.ROOT));
        if (definition == null) {
            throw new SqlError(
                    UNKNOWN_VARIABLE,
                    "HY000",
                    "Unknown system variable '"
                            + name
                            + "', the most similar variables are {"
                            + similar(name)
                            + "}");
        }
        return definition;
    }

    private String similar(String name) {
        List<String> names = new ArrayList<>(definitions.keySet());
        names.sort(Comparator.comparingInt(other -> distance(name, other)));
        return names.stream()
                .limit(SUGGESTIONS)
                .map(other -> "'" + other + "'")
                .collect(Collectors.joining(", "));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                previous[j - 1] + change,
                                Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    public String value(Session session, Scope scope, String name) throws SqlError {
        Definition definition = definition(name);
        String global = globals.getOrDefault(definition.name(), definition.defaultValue());
        return scope == Scope.GLOBAL ? global : session.variable(definition.name()).orElse(global);
    }

    /**
     * @param value empty for the default
     */
    public void set(Session session, Scope scope, String name, Optional<String> value)
            throws SqlError {
        Definition definition = definition(name);
        if (definition.isReadOnly()) {
            throw new SqlError(
                    READ_ONLY_VARIABLE,
                    "HY000",
                    "Variable '" + definition.name() + "' is a read only variable");
        }
        String newValue =
                value.isPresent()
                        ? checked(definition, value.get())
                        : globals.getOrDefault(definition.name(), definition.defaultValue());
        if (scope == Scope.GLOBAL) {
            globals.put(definition.name(), newValue);
        }
        session.variable(definition.name(), newValue);
    }

    private static String checked(Definition definition, String value) throws SqlError {
        switch (definition.kind()) {
            case BOOLEAN -> {
                return checkedFlag(definition, value);
            }
            case INTEGER -> {
                if (!value.matches("-?\\d+")) {
                    throw new SqlError(
                            1232,
                            "42000",
                            "Incorrect argument type to variable '" + definition.name() + "'");
                }
                return value;
            }
            default -> {
                return value;
            }
        }
    }

    private static String checkedFlag(Definition definition, String value) throws SqlError {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "on", "true" -> {
                return "true";
            }
            case "0", "off", "false" -> {
                return "false";
            }
            default ->
                    throw new SqlError(
                            1231,
                            "42000",
                            "Variable '"
                                    + definition.name()
                                    + "' can't be set to the value of '"
                                    + value
                                    + "'");
        }
    }
}
