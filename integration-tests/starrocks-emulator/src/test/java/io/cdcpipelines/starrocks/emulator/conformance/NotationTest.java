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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {

    @Test
    void expandsSignsForHiddenCharacters() {
        assertThat(Notation.expand("a⏎b⇥c␀d␈␠")).isEqualTo("a\nb\tc\0d\b ");
    }

    @Test
    void repeatsLettersButLeavesRegularExpressionsAlone() {
        assertThat(Notation.expand("`x{4}` ^[-\\w]{1,128}$ ${y}"))
                .isEqualTo("`xxxx` ^[-\\w]{1,128}$ ${y}");
    }

    @ParameterizedTest
    @CsvSource({
        "txn ‹id› done, txn 17 done, true",
        "txn ‹id› done, txn x done, false",
        "at ‹time›, at 2026-11-20 09:31:50, true",
        "at ‹time›, at 09:31:50, false",
        "http://‹be›/api, http://127.0.0.1:8040/api, true",
        "http://‹be›/api, http://127.0.0.1/api, false",
        "a‹any›z, a.*z, true",
        "a.*z, abcz, false",
        "a, ab, false"
    })
    void wildcardsMatchWhatTheyStandForAndNothingElse(
            String expected, String actual, boolean matches) {
        assertThat(Notation.matches(expected, actual)).isEqualTo(matches);
    }

    @Test
    void layoutOfAJsonTextDoesNotCount() {
        assertThat(
                        Notation.matchesIgnoringLayout(
                                "{ \"Status\": \"OK\", \"TxnId\": ‹id› }",
                                "{\n  \"Status\": \"OK\",\n  \"TxnId\": 5\n}\n"))
                .isTrue();
    }
}
