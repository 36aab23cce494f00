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

package io.cdcpipelines.starrocks.cdc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenColumnsTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a | a",
                "a,b | a;b",
                "\"  a , b\t\" | a;b",
                "`a` | a",
                "` a`, b | \" a;b\"",
                "`a,b`,c | a,b;c",
                "order id, b | order id;b",
                "größe, 列 | größe;列",
            })
    void readsNames(String text, String names) {
        assertThat(ChosenColumns.parse("order-by", text).orElseThrow().names())
                .containsExactlyElementsOf(Arrays.asList(names.split(";")));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", ",", "a,", ",a", "a,,b", "a,A", "`a", "a`b", "``", "`a`b"})
    void takesNothingElse(String text) {
        assertThat(ChosenColumns.parse("order-by", text)).isEmpty();
    }

    @Test
    void findsNamesAsTheTableSpellsThem() {
        ChosenColumns chosen = ChosenColumns.of("order-by", List.of("B", "a"));

        assertThat(chosen.among(List.of("a", "b", "c"))).containsExactly("b", "a");
        assertThatThrownBy(() -> chosen.among(List.of("a", "c")))
                .hasMessage("'order-by' names column B, and its columns are [a, c]");
    }
}
