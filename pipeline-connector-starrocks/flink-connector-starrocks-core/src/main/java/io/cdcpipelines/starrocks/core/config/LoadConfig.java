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

package io.cdcpipelines.starrocks.core.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What applies to every load: how long the server keeps it, and the load properties of the user.
 * Immutable, checked when made.
 */
public final class LoadConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What StarRocks accepts as {@code timeout} of a load, in seconds. */
    private static final long MAX_TIMEOUT_SECONDS = 259_200;

    private static final String TIMEOUT = "timeout";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    /**
     * The connector decides these. Users have them in their files all the same, since other
     * connectors ask for them: a value that changes nothing is accepted.
     */
    private static final Map<String, String> DECIDED = Map.of("ignore_json_size", "true");

    private static final String FORMAT = "format";
    private static final Set<String> FORMATS = Set.of("json", "csv");

    /**
     * Settings that belong to the format, which knows them itself, that no JSON load reads, or that
     * the connector's framing overrules.
     */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    FORMAT,
                    "strip_outer_array",
                    "column_separator",
                    "row_delimiter",
                    "enclose",
                    "escape",
                    "skip_header",
                    "trim_space");

    /** With them StarRocks would read the rows in another way than they are written. */
    private static final Set<String> QUOTING =
            Set.of("enclose", "escape", "skip_header", "trim_space");

    /** The connector cannot work if somebody else sets these. */
    private static final Set<String> REFUSED =
            Set.of(
                    "label",
                    "db",
                    "table",
                    "columns",
                    "jsonpaths",
                    "json_root",
                    "authorization",
                    "expect",
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "content-encoding",
                    "connection",
                    "enable_merge_commit",
                    "transaction_type");

    private static final String COMPRESSION = "compression";

    /** StarRocks has others, of which none is as cheap for the one who compresses. */
    private static final String LZ4_FRAME = "lz4_frame";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*");

    /** What a message about refused rows says of them. */
    public enum ValuesInMessages {
        /** Nothing but columns, types and lengths. */
        HIDDEN,
        /** Whatever the server says. */
        SHOWN
    }

    private final Duration timeout;
    private final TreeMap<String, String> properties;
    private final ValuesInMessages valuesInMessages;

    private LoadConfig(
            Duration timeout,
            TreeMap<String, String> properties,
            ValuesInMessages valuesInMessages) {
        this.timeout = timeout;
        this.properties = properties;
        this.valuesInMessages = valuesInMessages;
    }

    /**
     * @param timeout how long the server lets a load or a transaction live, 1 s to 259,200 s; a
     *     property {@code timeout}, in seconds, takes its place
     * @param properties load properties by name, in the words of StarRocks' Stream Load
     * @throws IllegalArgumentException naming every value that is not accepted
     */
    public static LoadConfig of(Duration timeout, Map<String, String> properties) {
        ConfigProblems problems = new ConfigProblems();
        problems.require(
                isAccepted(timeout.getSeconds()),
                TIMEOUT,
                "1 to " + MAX_TIMEOUT_SECONDS + " seconds");
        checkProperties(properties, "", problems);
        problems.throwIfAny("The load configuration");
        TreeMap<String, String> effective = new TreeMap<>();
        properties.forEach((name, value) -> putIfEffective(name, value, effective));
        String seconds = effective.remove(TIMEOUT);
        return new LoadConfig(
                seconds == null ? timeout : Duration.ofSeconds(Long.parseLong(seconds)),
                effective,
                ValuesInMessages.HIDDEN);
    }

    /** The same with another choice of what messages say. */
    public LoadConfig with(ValuesInMessages choice) {
        return new LoadConfig(timeout, properties, choice);
    }

    private static boolean isAccepted(long timeoutSeconds) {
        return timeoutSeconds >= 1 && timeoutSeconds <= MAX_TIMEOUT_SECONDS;
    }

    /**
     * Notes what {@link #of} would refuse in the properties.
     *
     * @param keyPrefix what stands before a property's name where the user wrote it
     */
    public static void checkProperties(
            Map<String, String> properties, String keyPrefix, ConfigProblems problems) {
        properties.forEach((name, value) -> checkProperty(name, value, keyPrefix + name, problems));
        if (isCsv(properties)) {
            properties.keySet().stream()
                    .filter(name -> QUOTING.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(name -> refuseQuoting(keyPrefix + name, problems));
        }
    }

    private static boolean isCsv(Map<String, String> properties) {
        return properties.entrySet().stream()
                .anyMatch(
                        property ->
                                property.getKey().equalsIgnoreCase(FORMAT)
                                        && property.getValue().equalsIgnoreCase("csv"));
    }

    private static void refuseQuoting(String key, ConfigProblems problems) {
        problems.add(
                key,
                "cannot be used with CSV, remove it: StarRocks ignores it in transactions, and"
                        + " text that needs quotes is loaded as JSON");
    }

    private static void checkProperty(
            String name, String value, String key, ConfigProblems problems) {
        String known = name.toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(name).matches()) {
            problems.add(key, "a property name of letters, digits, '_', '-' and '.'");
        } else if (REFUSED.contains(known)) {
            problems.add(key, "is set by the connector itself, remove it");
        } else if (known.equals(TIMEOUT)) {
            problems.require(
                    SECONDS.matcher(value).matches() && isAccepted(Long.parseLong(value)),
                    key,
                    "1 to " + MAX_TIMEOUT_SECONDS + " seconds");
        } else if (known.equals(FORMAT)) {
            problems.require(
                    FORMATS.contains(value.toLowerCase(Locale.ROOT)), key, "'json' or 'csv'");
        } else if (known.equals(COMPRESSION)) {
            problems.require(
                    LZ4_FRAME.equalsIgnoreCase(value),
                    key,
                    "'" + LZ4_FRAME + "' is the only value; leave it out for no compression");
        } else if (DECIDED.containsKey(known)) {
            String decided = DECIDED.get(known);
            problems.require(
                    decided.equalsIgnoreCase(value), key, "'" + decided + "' is the only value");
        } else if (!WITHOUT_EFFECT.contains(known)) {
            problems.require(
                    VALUE.matcher(value).matches(), key, "a value without control characters");
        }
    }

    private static void putIfEffective(String name, String value, Map<String, String> effective) {
        String known = name.toLowerCase(Locale.ROOT);
        if (!DECIDED.containsKey(known) && !WITHOUT_EFFECT.contains(known)) {
            effective.put(known, known.equals(COMPRESSION) ? LZ4_FRAME : value);
        }
    }

    public Duration timeout() {
        return timeout;
    }

    /** Whether the rows of a load travel as an LZ4 frame. */
    public boolean isCompressed() {
        return properties.containsKey(COMPRESSION);
    }

    /** The properties that reach the server, names in lower case. */
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** What messages about refused rows say of them; hidden unless somebody chose otherwise. */
    public ValuesInMessages valuesInMessages() {
        return valuesInMessages;
    }

    @Override
    public String toString() {
        return "timeout " + timeout + ", properties " + properties;
    }
}
