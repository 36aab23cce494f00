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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers of a load as a backend reads them: an empty one is none, and a number ends where its
 * text is none any more. Immutable.
 */
final class LoadHeaders {
    private static final Pattern INTEGER = Pattern.compile("\\s*([-+]?\\d{1,18})");
    private static final Pattern DECIMAL =
            Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)");

    private final Function<String, Optional<String>> headers;

    LoadHeaders(Function<String, Optional<String>> headers) {
        this.headers = headers;
    }

    Optional<String> text(String name) {
        return headers.apply(name).filter(text -> !text.isEmpty());
    }

    /** Whether the header says true, in any case. */
    boolean isTrue(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** As {@link #isTrue}, but only the exact word. */
    boolean isExactlyTrue(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    /** As {@link #isTrue}, but anything other than true and false is refused. */
    boolean flag(String name, String whatItIs) throws LoadException {
        boolean isFlag = isTrue(name) || text(name).orElse("false").equalsIgnoreCase("false");
        if (!isFlag) {
            throw refused("Invalid " + whatItIs + " format. Must be bool type");
        }
        return isTrue(name);
    }

    /** An integer, 0 where the header is missing. */
    long integer(String name, long min, String whatItIs) throws LoadException {
        if (text(name).isEmpty()) {
            return 0;
        }
        Matcher number = INTEGER.matcher(text(name).get());
        if (!number.lookingAt()) {
            throw refused("Invalid " + whatItIs + " format");
        }
        long value = Long.parseLong(number.group(1));
        if (value < min) {
            throw refused(name + " must be equal or greater than " + min);
        }
        return value;
    }

    /** A decimal number, 0 where there is none. */
    double decimal(String name) {
        Matcher number = DECIMAL.matcher(text(name).orElse(""));
        return number.lookingAt() ? Double.parseDouble(number.group(1)) : 0;
    }

    static LoadException refused(String message) {
        return new LoadException(StatusCode.INVALID_ARGUMENT, message);
    }
}
