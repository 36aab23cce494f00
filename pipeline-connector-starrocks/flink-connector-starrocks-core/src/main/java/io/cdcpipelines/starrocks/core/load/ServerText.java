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

package io.cdcpipelines.starrocks.core.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what a server says fit for logs: short, on one line, and without values of rows. Stateless.
 */
final class ServerText {
    private static final int MAX_LENGTH = 1_024;

    /** More than this is not even looked at: patterns must not run over megabytes. */
    private static final int MAX_READ = 32 << 10;

    private static final String CUT = "…";

    /** What a server puts after these words is a row, or a value of one. */
    private static final Pattern ROW =
            Pattern.compile(
                    "[.,;]?\\s*\\b((row|value):\\s|src line:?\\s*\\[).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern START_OF_REASON = Pattern.compile("^(Error|Reason): ");

    /** The words that end a quoted value; the last such place counts, values may hold quotes. */
    private static final Pattern QUOTED_VALUE =
            Pattern.compile(
                    "\\b(String|Decimal|Value) '.*'(?=( ?\\(length=| is (out of range|too long)))");

    private static final Pattern OPEN_VALUE = Pattern.compile("\\b(String|Decimal|Value) '");

    /** One blank for many: patterns that look for blanks would start anew at each. */
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    /** What a proxy, or a server that complains about a request, may repeat of its headers. */
    private static final Pattern CREDENTIALS =
            Pattern.compile(
                    "\\b(basic|bearer)\\s+(?!auth)[A-Za-z0-9+/=._~-]+", Pattern.CASE_INSENSITIVE);

    private static final Pattern COLUMN =
            Pattern.compile("column '[^']*'$|of '[^']*' is |\\(name = [^,]*, pos = [0-9]+\\)");

    private ServerText() {}

    /** A message about a request as a whole: names of tables and columns stay. */
    static String ofMessage(String message) {
        return cut(withoutKnownValues(oneLine(message)));
    }

    private static String oneLine(String text) {
        String line = BLANKS.matcher(start(text)).replaceAll(" ").trim();
        return CREDENTIALS.matcher(line).replaceAll("$1 " + CUT);
    }

    /** As much as is looked at, without a value that ends nobody knows where. */
    private static String start(String text) {
        if (text.length() <= MAX_READ) {
            return text;
        }
        String start = text.substring(0, MAX_READ);
        Matcher value = OPEN_VALUE.matcher(start);
        return value.find() ? start.substring(0, value.start()) : start;
    }

    /** Whether a line of an error log tells of a further row. */
    static boolean isErrorLogLine(String line) {
        return START_OF_REASON.matcher(line).find();
    }

    /**
     * A line of an error log, {@code Error: <reason>. Row: <row>}: nothing of the row stays, and of
     * the reason only what has the form of a reason that is known, or what stands before the first
     * quote.
     */
    static String ofErrorLogLine(String line) {
        String reason = withoutKnownValues(withoutStart(oneLine(line)));
        boolean isKnown = COLUMN.matcher(reason).find() && !OPEN_VALUE.matcher(reason).find();
        return cut(isKnown ? reason : beforeFirstQuote(reason));
    }

    /** The same with everything that the server says of the row: for who has asked for it. */
    static String ofErrorLogLineWithValues(String line) {
        return cut(withoutStart(oneLine(line)));
    }

    private static String withoutStart(String line) {
        return START_OF_REASON.matcher(line).replaceFirst("");
    }

    private static String withoutKnownValues(String line) {
        String masked = QUOTED_VALUE.matcher(line).replaceAll("$1 " + CUT);
        return ROW.matcher(masked).replaceFirst("");
    }

    private static String beforeFirstQuote(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("'\"[{".indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i) + CUT;
            }
        }
        return text;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + CUT;
    }
}
