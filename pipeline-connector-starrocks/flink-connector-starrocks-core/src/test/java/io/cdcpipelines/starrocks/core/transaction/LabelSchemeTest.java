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

package io.cdcpipelines.starrocks.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSchemeTest {
    private static final String LEGAL_LABEL = "^[-A-Za-z0-9_]{1,128}$";
    private static final TablePath ORDERS = TablePath.of("shop", "orders");

    @Test
    void namesDatabaseTableSubtaskIncarnationAndSequence() {
        LabelScheme labels = new LabelScheme("flink", 3, "k2x9");

        assertThat(labels.next(ORDERS)).isEqualTo("flink-shop-orders-3-k2x9-0");
        assertThat(labels.next(ORDERS)).isEqualTo("flink-shop-orders-3-k2x9-1");
    }

    @Test
    void neverRepeatsALabelWithinAWriter() {
        LabelScheme labels = new LabelScheme("flink", 0, "a");
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(labels.next(ORDERS))).isTrue();
            assertThat(seen.add(labels.next(TablePath.of("shop", "customers")))).isTrue();
        }
    }

    @Test
    void separatesWritersBySubtaskAndByIncarnation() {
        assertThat(
                        Set.of(
                                new LabelScheme("p", 0, "a").next(ORDERS),
                                new LabelScheme("p", 1, "a").next(ORDERS),
                                new LabelScheme("p", 0, "b").next(ORDERS),
                                new LabelScheme("q", 0, "a").next(ORDERS)))
                .hasSize(4);
    }

    @ParameterizedTest(name = "{0}.{1}")
    @CsvSource({
        "shop, orders",
        "库存, 订单",
        "shop, 'or ders'",
        "shop, 'a.b/c\\d'",
        "shop, 'straße'",
        "shop, 😀",
        "shop, 012345678901234567890123456789012345678901234567890123456789",
        "a123456789a123456789a123456789a123456789a123456789a1234567, b",
    })
    void isLegalWhateverTheNames(String database, String table) {
        LabelScheme labels = new LabelScheme("p".repeat(48), Integer.MAX_VALUE, "i".repeat(16));

        assertThat(labels.next(TablePath.of(database, table)))
                .matches(LEGAL_LABEL)
                .hasSizeLessThanOrEqualTo(LabelScheme.MAX_LENGTH);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "订单, 客户",
        "or ders, or_ders",
        "a_table_with_a_name_that_is_much_longer_than_a_label_can_hold_1,"
                + " a_table_with_a_name_that_is_much_longer_than_a_label_can_hold_2",
    })
    void keepsNamesApartThatShortenToTheSameText(String one, String other) {
        // two schemes, so that both labels carry the same sequence number
        assertThat(new LabelScheme("p", 0, "a").next(TablePath.of("d", one)))
                .isNotEqualTo(new LabelScheme("p", 0, "a").next(TablePath.of("d", other)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "präfix",
                "a.b",
                "p23456789p23456789p23456789p23456789p23456789p234"
            })
    void refusesPrefixesThatCannotStartALabel(String prefix) {
        assertThat(LabelScheme.isLegalPrefix(prefix)).isFalse();
        assertThatThrownBy(() -> new LabelScheme(prefix, 0, "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "12345678901234567"})
    void refusesIncarnationsThatCannotBePartOfALabel(String incarnation) {
        assertThatThrownBy(() -> new LabelScheme("p", 0, incarnation))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
