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

package io.cdcpipelines.starrocks.core.format;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What separates the columns or the rows of CSV: characters that no number, date, NULL mark or
 * Base64 text holds. Immutable.
 */
public final class Delimiter implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What StarRocks allows. */
    private static final int MAX_BYTES = 50;

    /** Besides letters and digits, what numbers, dates, {@code \N} and Base64 are made of. */
    private static final String IN_VALUES = " +-./:=\\";

    private static final String ACCEPTED =
            "1 to "
                    + MAX_BYTES
                    + " ASCII characters, none of them a letter, a digit, a blank or one of"
                    + " + - . / : = \\, as they are or in hexadecimal digits such as \\x01";

    private final byte[] bytes;

    private Delimiter(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads what a user wrote, in any of the notations that StarRocks takes: hexadecimal digits
     * after {@code \x} or {@code 0x}, otherwise the characters themselves, with {@code \t} and
     * {@code \n} for tab and newline.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Delimiter parse(String text) {
        String start = text.toLowerCase(Locale.ROOT);
        boolean isHex = start.startsWith("\\x") || start.startsWith("0x");
        String characters =
                isHex ? unhex(text.substring(2)) : text.replace("\\t", "\t").replace("\\n", "\n");
        boolean isAccepted =
                !characters.isEmpty()
                        && characters.length() <= MAX_BYTES
                        && characters.chars().allMatch(Delimiter::isAccepted);
        if (!isAccepted) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        return new Delimiter(characters.getBytes(StandardCharsets.US_ASCII));
    }

    private static String unhex(String digits) {
        if (!digits.matches("([0-9A-Fa-f]{2})+")) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 2) {
            characters.append((char) Integer.parseInt(digits.substring(i, i + 2), 16));
        }
        return characters.toString();
    }

    private static boolean isAccepted(int c) {
        boolean isAscii = c > 0 && c < 128;
        return isAscii && !Character.isLetterOrDigit(c) && IN_VALUES.indexOf(c) < 0;
    }

    /** Whether some character is in both, so that the two could be mistaken for each other. */
    public boolean overlaps(Delimiter other) {
        for (byte b : bytes) {
            for (byte theirs : other.bytes) {
                if (b == theirs) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What stands between delimiters, before the first and after the last. */
    List<String> split(String text) {
        return List.of(text.split(Pattern.quote(new String(bytes, StandardCharsets.US_ASCII)), -1));
    }

    /** The bytes; the caller must not change them. */
    byte[] bytes() {
        return bytes;
    }

    /** As a load header has it: in hexadecimal digits, because headers take few characters. */
    String notation() {
        StringBuilder notation = new StringBuilder("\\x");
        for (byte b : bytes) {
            notation.append(String.format("%02x", b));
        }
        return notation.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delimiter && Arrays.equals(((Delimiter) other).bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return notation();
    }
}
