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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says is passed on without a value of a row. The values here are called SECRET. */
class ServerTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Error: NULL value in non-nullable column 'c'. Row: [1, SECRET]"
                        + "|NULL value in non-nullable column 'c'",
                "Error: String 'SECRET'(length=6) is too long. The max length of 'c' is 3. Row: [SECRET]"
                        + "|String …(length=6) is too long. The max length of 'c' is 3",
                "Error: String 'it's 'SECRET''(length=6) is too long. The max length of 'c' is 3. Row: x"
                        + "|String …(length=6) is too long. The max length of 'c' is 3",
                "Error: String 'a. Row: SECRET'(length=6) is too long. The max length of 'c' is 3. Row: x"
                        + "|String …(length=6) is too long. The max length of 'c' is 3",
                "Error: String (length=6) is too long. The max length of 'c' is 3. Row: SECRET"
                        + "|String (length=6) is too long. The max length of 'c' is 3",
                "Error: Decimal 'SECRET' is out of range. The type of 'c' is DECIMAL64(10,2)'. Row: [SECRET]"
                        + "|Decimal … is out of range. The type of 'c' is DECIMAL64(10,2)'",
                "Error: Value 'SECRET' is out of range. The type of 'c' is INT. Row: [SECRET]"
                        + "|Value … is out of range. The type of 'c' is INT",
                "Error: The field (name = c, pos = 2) is out of range. Type: INT, Value length: 6, Value: SECRET. Row: x"
                        + "|The field (name = c, pos = 2) is out of range. Type: INT, Value length: 6",
                "Error: Invalid UTF-8 row. Row: SECRET|Invalid UTF-8 row",
                "Error: The row is out of partition ranges. Please add a new partition.. Row: [SECRET]"
                        + "|The row is out of partition ranges. Please add a new partition.",
                "Reason: column count mismatch, expect=6 real=1. src line: [SECRET]; "
                        + "|column count mismatch, expect=6 real=1",
                "Error: Something new about \"SECRET\" here|Something new about …",
                "Error: parse error in {\"k\":SECRET}|parse error in …",
            })
    void keepsColumnAndReasonOfARejectedRow(String line, String expected) {
        assertThat(ServerText.ofErrorLogLine(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Error: x. Row: y, true",
        "Reason: x. src line: [y], true",
        "continued text of a row, false",
        "an Error: in a row, false",
        "'', false",
    })
    void knowsALineThatBeginsARow(String line, boolean expected) {
        assertThat(ServerText.isErrorLogLine(line)).isEqualTo(expected);
    }

    @Test
    void keepsAllForWhoHasAskedForIt() {
        assertThat(ServerText.ofErrorLogLineWithValues("Error: Value 'v' is bad. Row: [1,\t'v']"))
                .isEqualTo("Value 'v' is bad. Row: [1, 'v']");
        assertThat(ServerText.ofErrorLogLineWithValues("Error: " + "x".repeat(5_000)))
                .hasSize(1_025);
    }

    @Test
    void keepsNothingOfAValueThatGoesOnInTheNextLine() {
        assertThat(ServerText.ofErrorLogLine("Error: String 'SECRET of 'x' is SECRET"))
                .isEqualTo("String …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown table \"shop.orders\"",
                "Column has no default value. column: id",
                "Access denied for user 'u1' (using password: YES)",
                "Merge condition column nope does not exist. Please check 'h5'",
                "too many filtered rows",
            })
    void keepsNamesInAMessage(String message) {
        assertThat(ServerText.ofMessage(message)).isEqualTo(message);
    }

    @Test
    void keepsNoValueInAMessage() {
        assertThat(ServerText.ofMessage("bad json. Row: {\"a\":\"SECRET\"}")).isEqualTo("bad json");
        assertThat(ServerText.ofMessage("Value 'SECRET' is out of range. The type of 'c' is INT"))
                .isEqualTo("Value … is out of range. The type of 'c' is INT");
    }

    @Test
    void keepsNoCredentialsThatAServerRepeats() {
        assertThat(ServerText.ofMessage("bad header Authorization: Basic U0VDUkVU, label: l1"))
                .isEqualTo("bad header Authorization: Basic …, label: l1");
        assertThat(ServerText.ofMessage("no valid Basic authorization"))
                .isEqualTo("no valid Basic authorization");
    }

    /** Values may be as large as that, and no pattern may take minutes for them. */
    @Test
    @Timeout(10)
    void keepsNothingOfAValueThatIsTooLongToRead() {
        String value = "String 'SECRET".repeat(50_000);
        assertThat(ServerText.ofMessage("bad " + value + "'(length=6) is too long"))
                .isEqualTo("bad");
        assertThat(ServerText.ofErrorLogLine("Error: bad " + value)).isEqualTo("bad");
        assertThat(ServerText.ofMessage("blank" + " ".repeat(1 << 20) + "Row: SECRET"))
                .isEqualTo("blank");
    }

    @Test
    void isShortAndOnOneLine() {
        String text = ServerText.ofMessage("first\r\n\tsecond " + "x".repeat(5_000));
        assertThat(text).startsWith("first second xxx").hasSize(1_025).endsWith("…");
    }
}
