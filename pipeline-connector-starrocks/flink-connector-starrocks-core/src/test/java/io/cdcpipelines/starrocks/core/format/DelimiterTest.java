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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimiterTest {

    private static List<Arguments> notations() {
        return List.of(
                Arguments.of("\\x01", "\\x01"),
                Arguments.of("\\X7C7c", "\\x7c7c"),
                Arguments.of("0x1F", "\\x1f"),
                Arguments.of("\u0001", "\\x01"),
                Arguments.of("|", "\\x7c"),
                Arguments.of("\t", "\\x09"),
                Arguments.of("\\t", "\\x09"),
                Arguments.of("\r\\n", "\\x0d0a"),
                Arguments.of("\u007f", "\\x7f"),
                Arguments.of(",".repeat(50), "\\x" + "2c".repeat(50)));
    }

    @ParameterizedTest
    @MethodSource("notations")
    void isSentInHexadecimalDigitsHoweverItWasWritten(String written, String sent) {
        assertThat(Delimiter.parse(written).notation()).isEqualTo(sent);
        assertThat(Delimiter.parse(sent)).isEqualTo(Delimiter.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "Z",
                "0",
                "9",
                "+",
                "-",
                ".",
                "/",
                ":",
                "=",
                "\\",
                "é",
                "列",
                "|a",
                "\\x",
                "0x",
                "\\x0",
                "\\x1g",
                "\\x01\\x02",
                "\\x00",
                "\\x80",
                "\\x41",
                "\\x2d",
                "\\N"
            })
    void refusesWhatValuesAreMadeOfAndWhatIsNoNotation(String text) {
        assertThatThrownBy(() -> Delimiter.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 50 ASCII characters");
    }

    @Test
    void refusesMoreThanStarRocksTakes() {
        assertThatThrownBy(() -> Delimiter.parse(",".repeat(51)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\\x01,   \\x02,   false",
        "\\x01,   \\x01,   true",
        "|,       ||,      true",
        "|#,      ;|,      true",
        "\\x0102, \\x0201, true",
        "|,       \\n,     false",
    })
    void canOnlyBeTakenForAnotherThatSharesACharacter(String one, String other, boolean overlaps) {
        Delimiter separator = Delimiter.parse(one);
        Delimiter delimiter = Delimiter.parse(other);
        assertThat(separator.overlaps(delimiter)).isEqualTo(overlaps);
        assertThat(delimiter.overlaps(separator)).isEqualTo(overlaps);
        if (overlaps) {
            assertThatThrownBy(() -> FormatChoice.csv(separator, delimiter))
                    .hasMessageContaining("in common");
        }
    }
}
