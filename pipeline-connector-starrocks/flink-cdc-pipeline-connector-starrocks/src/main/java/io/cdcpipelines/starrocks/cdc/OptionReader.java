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

package io.cdcpipelines.starrocks.cdc;

import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.flink.cdc.common.configuration.ConfigOption;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * Reads single options and notes what is wrong with them instead of throwing, so that everything is
 * reported at once. A value that is not accepted is read as the option's default. Used by one
 * thread.
 */
final class OptionReader {
    private final Map<String, String> values;
    private final Configuration configuration;
    private final UnaryOperator<String> shownKey;
    private final ConfigProblems problems;

    OptionReader(Map<String, String> values, ConfigProblems problems) {
        this(values, UnaryOperator.identity(), problems);
    }

    /**
     * @param shownKey how the user wrote the key of an option
     */
    OptionReader(
            Map<String, String> values, UnaryOperator<String> shownKey, ConfigProblems problems) {
        this.values = new TreeMap<>(values);
        this.configuration = Configuration.fromMap(values);
        this.shownKey = shownKey;
        this.problems = problems;
    }

    /** The key of an option as the user wrote it. */
    String shownKey(ConfigOption<?> option) {
        return shownKey.apply(option.key());
    }

    /** The text of a required option; empty after a problem was noted. */
    Optional<String> required(ConfigOption<String> option, String accepted) {
        Optional<String> value = given(option);
        if (value.isEmpty()) {
            problems.add(shownKey(option), "is missing; give " + accepted);
        }
        return value;
    }

    /** The text as it was given. */
    Optional<String> given(ConfigOption<?> option) {
        return Optional.ofNullable(values.get(option.key()));
    }

    /** The text, or the default. */
    String text(ConfigOption<String> option, Predicate<String> isAccepted, String accepted) {
        String value = given(option).orElse(option.defaultValue());
        if (!isAccepted.test(value)) {
            refuse(option.key(), value, accepted);
            return option.defaultValue();
        }
        return value;
    }

    int integer(ConfigOption<Integer> option, int min, int max) {
        return optionalInteger(option, min, max).orElseGet(option::defaultValue);
    }

    Optional<Integer> optionalInteger(ConfigOption<Integer> option, int min, int max) {
        return typed(
                option,
                value -> value >= min && value <= max,
                "a whole number from " + min + " to " + max);
    }

    long longNumber(ConfigOption<Long> option, long min, long max) {
        return typed(
                        option,
                        value -> value >= min && value <= max,
                        "a whole number from " + min + " to " + max)
                .orElseGet(option::defaultValue);
    }

    boolean flag(ConfigOption<Boolean> option) {
        return optionalFlag(option).orElseGet(option::defaultValue);
    }

    Optional<Boolean> optionalFlag(ConfigOption<Boolean> option) {
        return typed(option, value -> true, "true or false");
    }

    Duration duration(ConfigOption<Duration> option, Duration min, Duration max, String accepted) {
        return typed(
                        option,
                        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                        accepted)
                .orElseGet(option::defaultValue);
    }

    /** A number of bytes, which may have a unit. */
    long bytes(ConfigOption<Long> option, long min, long max, String accepted) {
        Optional<String> given = given(option);
        if (given.isEmpty()) {
            return option.defaultValue();
        }
        Optional<Long> bytes = parseBytes(given.get());
        if (bytes.isEmpty() || bytes.get() < min || bytes.get() > max) {
            refuse(option.key(), given.get(), accepted);
            return option.defaultValue();
        }
        return bytes.get();
    }

    private static Optional<Long> parseBytes(String text) {
        try {
            return Optional.of(MemorySize.parseBytes(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One of the constants of an enum, written as its {@code toString()}. */
    <E extends Enum<E>> E choice(ConfigOption<E> option, Class<E> constants, String accepted) {
        return optionalChoice(option, constants, accepted).orElseGet(option::defaultValue);
    }

    <E extends Enum<E>> Optional<E> optionalChoice(
            ConfigOption<E> option, Class<E> constants, String accepted) {
        Optional<String> given = given(option);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        for (E constant : constants.getEnumConstants()) {
            if (constant.toString().equalsIgnoreCase(given.get().trim())) {
                return Optional.of(constant);
            }
        }
        refuse(option.key(), given.get(), accepted);
        return Optional.empty();
    }

    /** What the text means; empty where there is none, and after a problem was noted. */
    <T> Optional<T> parsed(
            ConfigOption<String> option, Function<String, Optional<T>> parser, String accepted) {
        Optional<String> given = given(option);
        Optional<T> value = given.flatMap(parser);
        if (given.isPresent() && value.isEmpty()) {
            refuse(option.key(), given.get(), accepted);
        }
        return value;
    }

    /** The options that start with a prefix, which is cut off, in alphabetical order. */
    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> {
                    if (key.length() > prefix.length() && key.startsWith(prefix)) {
                        found.put(key.substring(prefix.length()), value);
                    }
                });
        return found;
    }

    private <T> Optional<T> typed(
            ConfigOption<T> option, Predicate<T> isAccepted, String accepted) {
        Optional<String> given = given(option);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse(option);
        if (value.isEmpty() || !isAccepted.test(value.get())) {
            refuse(option.key(), given.get(), accepted);
            return Optional.empty();
        }
        return value;
    }

    private <T> Optional<T> parse(ConfigOption<T> option) {
        try {
            return configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Notes a value that is not accepted; the value must not be a secret. */
    void refuse(String key, String given, String accepted) {
        problems.add(shownKey.apply(key), "'" + given + "' is not accepted; give " + accepted);
    }
}
