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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.table.RenameTrail;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    private static Placement placement(String schema, String trail, String table) {
        RenameTrail told = RenameTrail.parse("");
        for (String step : trail.isEmpty() ? new String[0] : trail.split(" ")) {
            told = told.then(step.split(">")[0], step.split(">")[1], LocalDate.of(2026, 3, 4));
        }
        return Placement.of(List.of(schema.split(" ")), Set.of(table.split(" ")), told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing happened                       | id a     | ''            | id a     | id a",
                "a foreign column                       | id a     | ''            | id a x   | id a",
                "renamed                                | id a     | a>b           | id b     | id b",
                "a schema from after the rename         | id b     | a>b           | id b     | id b",
                "renamed twice                          | id a     | a>b b>c       | id c     | id c",
                "renamed twice, from in between         | id b     | a>b b>c       | id c     | id c",
                "renamed back                           | id a     | a>b b>a       | id a     | id a",
                "renamed back, from in between          | id b     | a>b b>a       | id a     | id a",
                "renamed, back, and again               | id a     | a>b b>a a>c   | id c     | id c",
                "announced, not carried out             | id a     | a>b           | id a     | id a",
                "the second announced, not carried out  | id a     | a>b b>c       | id b     | id b",
                "a chain in one event                   | id a b   | b>c a>b       | id b c   | id b c",
                "a chain, half carried out              | id a b   | b>c a>b       | id a c   | id a c",
                "the key                                | id a     | id>key        | key a    | key a",
                "the case, over a detour                | id a     | a>t t>A       | id A     | id A",
                "the case, on its detour                | id a     | a>t t>A       | id t     | id t",
                "several                                | id a b   | a>x b>y       | id x y   | id x y",
                "an exchange over a third name          | id a b   | a>t b>a t>b   | id a b   | id b a",
                "added since and renamed                | id       | a>b           | id b     | id",
                "dropped                                | id a     | ''            | id       | id -",
                "renamed, and another dropped           | id a d   | a>b           | id b     | id b -",
                "renamed to the name of a dropped one   | id a b   | a>b           | id b     | id b -",
                "renamed, then dropped by hand          | id a     | a>b           | id       | id -",
            })
    void findsWhereColumnsAre(
            String situation, String schema, String trail, String table, String expected) {
        Placement placement = placement(schema, trail, table);

        String found =
                List.of(schema.split(" ")).stream()
                        .map(name -> placement.place(LoadColumn.of(name, FieldEncoding.PLAIN)))
                        .map(LoadColumn::name)
                        .map(name -> name.startsWith("__cdc_gone_") ? "-" : name)
                        .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void keepsHowValuesTravel() {
        LoadColumn binary = LoadColumn.of("a", FieldEncoding.BASE64);

        assertThat(placement("id a", "a>b", "id b").place(binary))
                .isEqualTo(LoadColumn.of("b", FieldEncoding.BASE64));
    }

    @Test
    void sendsWhatIsGoneUnderNamesOfItsOwn() {
        Placement placement = placement("id a b", "", "id");

        assertThat(placement.gone()).containsExactly("a", "b");
        assertThat(placement.place(LoadColumn.of("a", FieldEncoding.BASE64)))
                .isEqualTo(LoadColumn.of("__cdc_gone_0", FieldEncoding.PLAIN));
        assertThat(placement.place(LoadColumn.of("b", FieldEncoding.PLAIN)).name())
                .isEqualTo("__cdc_gone_1");
    }

    @Test
    void byNameChangesNothing() {
        LoadColumn column = LoadColumn.of("a", FieldEncoding.BASE64);

        assertThat(Placement.BY_NAME.place(column)).isEqualTo(column);
        assertThat(Placement.BY_NAME.gone()).isEmpty();
    }
}
