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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shorthand of the transcripts: visible signs for characters that a text file hides, repeated
 * letters, and wildcards for values that differ from run to run. Stateless.
 */
final class Notation {
    private static final Map<Character, Character> SIGNS =
            Map.of('⏎', '\n', '⇥', '\t', '␀', '\0', '␈', '\b', '␠', ' ');
    private static final Pattern REPEATED_LETTER = Pattern.compile("([a-z])\\{(\\d+)}");
    private static final Pattern WILDCARD = Pattern.compile("‹(any|id|time|be)›");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Notation() {}

    /** The text that the shorthand stands for, wildcards untouched. */
    static String expand(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(SIGNS.getOrDefault(c, c).charValue());
        }
        return REPEATED_LETTER
                .matcher(plain)
                .replaceAll(
                        letter ->
                                Matcher.quoteReplacement(
                                        letter.group(1).repeat(Integer.parseInt(letter.group(2)))));
    }

    /** Whether the actual text is one that the expected text, with wildcards, stands for. */
    static boolean matches(String expected, String actual) {
        return pattern(expected).matcher(actual).matches();
    }

    /** Like {@link #matches}, but a part of the actual text is enough. */
    static boolean occursIn(String expected, String actual) {
        return pattern(expected).matcher(actual).find();
    }

    /** Like {@link #matches}, but how the text is broken and indented does not count. */
    static boolean matchesIgnoringLayout(String expected, String actual) {
        return matches(singleSpaced(expected), singleSpaced(actual));
    }

    private static String singleSpaced(String text) {
        return BLANKS.matcher(text).replaceAll(" ").trim();
    }

    private static Pattern pattern(String expected) {
        StringBuilder regex = new StringBuilder();
        Matcher wildcard = WILDCARD.matcher(expected);
        int end = 0;
        while (wildcard.find()) {
            regex.append(Pattern.quote(expected.substring(end, wildcard.start())));
            regex.append(regexOf(wildcard.group(1)));
            end = wildcard.end();
        }
        regex.append(Pattern.quote(expected.substring(end)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String regexOf(String wildcard) {
        return switch (wildcard) {
            case "id" -> "\\d+";
            case "time" -> "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
            case "be" -> "[^/]+:\\d+";
            default -> ".*?";
        };
    }
}
