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

package io.cdcpipelines.starrocks.core.table;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says which names the connector can give to databases, tables and columns, and why not to others.
 * Stateless.
 *
 * <p>These are the rules of StarRocks 3.3 to 3.5 without shared data, which takes operators in
 * names of columns too. Two rules come from elsewhere: the parser deletes backticks from quoted
 * names, so that another name than the one meant would be written; and loads name their table in a
 * header of HTTP, which holds no control characters and loses blanks at its ends.
 */
public final class NameRules {
    /** In code points, as the expressions of the server count them. */
    private static final int MAX_LENGTH = 1024;

    private static final int MAX_DATABASE_LENGTH = 256;
    private static final int MAX_SHOWN = 80;
    private static final Pattern DATABASE = Pattern.compile("[-\\w~!@#$%^&<>=+]*");
    private static final Pattern DATABASE_START =
            Pattern.compile("(?s)(?:[a-zA-Z]|_[a-zA-Z0-9]).*");
    private static final Pattern OPERATORS = Pattern.compile("[=<>!*]");
    private static final Set<String> SYSTEM_DATABASES = Set.of("sys", "_statistics_");
    private static final Set<String> SYSTEM_COLUMNS = Set.of("__op", "__row");
    private static final Set<String> SYSTEM_PREFIXES =
            Set.of("__starrocks_shadow_", "__generated_partition_column_");

    private NameRules() {}

    /** Why there can be no such database for tables of a user; names it and says what to do. */
    public static Optional<String> obstacleOfDatabase(String name) {
        return violationOfDatabase(name)
                .map(
                        why ->
                                "the name of database "
                                        + shown(name)
                                        + " cannot be used in StarRocks, because "
                                        + why
                                        + "; choose another database with a route");
    }

    private static Optional<String> violationOfDatabase(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (SYSTEM_DATABASES.contains(name) || name.equalsIgnoreCase("information_schema")) {
            return Optional.of("it is a database of the system");
        }
        if (!DATABASE_START.matcher(name).matches()) {
            return Optional.of(
                    "it has to start with a letter from A to Z, or with _ and such a letter or a"
                            + " digit");
        }
        if (!DATABASE.matcher(name).matches()) {
            return Optional.of(
                    "it may only have letters from A to Z, digits and -_~!@#$%^&<>=+ in it");
        }
        return name.length() > MAX_DATABASE_LENGTH
                ? Optional.of("it is longer than " + MAX_DATABASE_LENGTH + " characters")
                : Optional.empty();
    }

    /** Why there can be no such table, or none that can be loaded; names it and says what to do. */
    public static Optional<String> obstacleOfTable(String name) {
        return violationOfTable(name)
                .map(
                        why ->
                                "the name of table "
                                        + shown(name)
                                        + " cannot be used in StarRocks, because "
                                        + why
                                        + "; choose another table with a route");
    }

    private static Optional<String> violationOfTable(String name) {
        Optional<String> violation = violationOfAny(name);
        if (violation.isPresent()) {
            return violation;
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("it has a control character, which loads cannot carry");
        }
        return name.startsWith(" ") || name.endsWith(" ")
                ? Optional.of("it starts or ends with a blank, which loads lose")
                : Optional.empty();
    }

    /** Why there can be no such column; names it and says what to do. */
    public static Optional<String> obstacleOfColumn(String name) {
        return violationOfColumn(name)
                .map(
                        why ->
                                "the name of column "
                                        + shown(name)
                                        + " cannot be used in StarRocks, because "
                                        + why
                                        + "; rename it in the source, or with the projection of a"
                                        + " transform");
    }

    private static Optional<String> violationOfColumn(String name) {
        Optional<String> violation = violationOfAny(name);
        if (violation.isPresent()) {
            return violation;
        }
        if (OPERATORS.matcher(name).find()) {
            return Optional.of("it has one of the characters = < > ! *");
        }
        boolean isReserved =
                SYSTEM_COLUMNS.contains(name.toLowerCase(Locale.ROOT))
                        || SYSTEM_PREFIXES.stream().anyMatch(name::startsWith);
        return isReserved ? Optional.of("it is reserved for the system") : Optional.empty();
    }

    /** Why nothing can have that name; reads on behind "because". */
    public static Optional<String> violationOfAny(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.indexOf('`') >= 0) {
            return Optional.of("it has a backtick");
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.of("it has the character NUL");
        }
        if (hasHalfOfAPair(name)) {
            return Optional.of("it is no valid Unicode");
        }
        return name.codePointCount(0, name.length()) > MAX_LENGTH
                ? Optional.of("it is longer than " + MAX_LENGTH + " characters")
                : Optional.empty();
    }

    /** A name with more behind it, cut in front of that where it would be too long. */
    public static String extended(String name, String more) {
        int room = MAX_LENGTH - more.length();
        return name.codePointCount(0, name.length()) <= room
                ? name + more
                : name.substring(0, name.offsetByCodePoints(0, room)) + more;
    }

    /** Half a surrogate pair, which would arrive as a question mark. */
    private static boolean hasHalfOfAPair(String name) {
        return name.codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A name quoted for a message: one line, not too long. */
    public static String shown(String name) {
        StringBuilder text = new StringBuilder("'");
        name.codePoints()
                .limit(MAX_SHOWN)
                .forEach(
                        c -> {
                            if (Character.isISOControl(c)
                                    || Character.getType(c) == Character.SURROGATE) {
                                text.append(String.format("\\u%04x", c));
                            } else {
                                text.appendCodePoint(c);
                            }
                        });
        return text.append(name.codePointCount(0, name.length()) > MAX_SHOWN ? "...'" : "'")
                .toString();
    }
}
