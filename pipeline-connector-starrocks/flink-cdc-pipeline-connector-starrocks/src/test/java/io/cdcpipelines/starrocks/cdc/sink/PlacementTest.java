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
import static org.assertj.core.api.Assertions.entry;

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    /**
     * @param trail {@code a>b} for a rename, {@code a>} for a drop
     */
    private static Placement placement(String schema, String trail, String table) {
        ColumnTrail told = ColumnTrail.parse("");
        for (String step : trail.isEmpty() ? new String[0] : trail.split(" ")) {
            String[] names = step.split(">", 2);
            told =
                    names[1].isEmpty()
                            ? told.thenDropped(names[0], TODAY)
                            : told.thenRenamed(names[0], names[1], TODAY);
        }
        return Placement.of(List.of(schema.split(" ")), List.of(table.split(" ")), told);
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
                "an exchange over a third name          | id a b   | a>t b>a t>b   | id b a   | id b a",
                "a schema from after the exchange       | id b a   | a>t b>a t>b   | id b a   | id b a",
                "after the exchange, another is missing | id b a c | a>t b>a t>b   | id b a   | id b a -",
                "from within the exchange               | id t b   | a>t b>a t>b   | id b a   | id b a",
                "three names in a circle                | id a b c | a>t b>a c>b t>c | id c a b | id c a b",
                "a schema from after the circle         | id c a b | a>t b>a c>b t>c | id c a b | id c a b",
                "a replaced column                      | id a b   | b> a>b        | id b     | id b -",
                "a replaced column, from in between     | id a     | b> a>b        | id b     | id b",
                "a schema from after it was replaced    | id b     | b> a>b        | id b     | id b",
                "a replaced column, kept for its rename | id a     | b> a>b b>k    | id k     | id k",
                "a replaced column, named back          | id b     | b> a>b b>k k>b | id b    | id b",
                "replaced, from before, and named back  | id a b   | b> a>b b>k k>b | id b    | id b -",
                "put aside, replaced and dropped        | id a n   | a>o n>a o>    | id a     | id - a",
                "a drop that was not carried out        | id a b   | b>            | id a b   | id a b",
                "added again                            | id a     | a>            | id a     | id a",
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

        assertThat(placement.missing()).containsExactly("a", "b");
        assertThat(placement.place(LoadColumn.of("a", FieldEncoding.BASE64)))
                .isEqualTo(LoadColumn.of("__cdc_gone_0", FieldEncoding.PLAIN));
        assertThat(placement.place(LoadColumn.of("b", FieldEncoding.PLAIN)).name())
                .isEqualTo("__cdc_gone_1");
    }

    @Test
    void tellsWhatIsMissingWithoutARecord() {
        assertThat(placement("id a b", "a>", "id").missing()).containsExactly("b");
        assertThat(placement("id a b", "a>c c>", "id b").missing()).isEmpty();
        assertThat(placement("id a b", "a>c", "id b").missing()).containsExactly("a");
    }

    @Test
    void saysWhereOnlyTheOrderOfTheColumnsTells() {
        String exchange = "a>t b>a t>b";

        Placement before = placement("id a b", exchange, "id b a");
        assertThat(before.certainty()).isEqualTo(Placement.Certainty.BY_ORDER);
        assertThat(before.moved()).containsOnly(entry("a", "b"), entry("b", "a"));
        Placement after = placement("id b a", exchange, "id b a");
        assertThat(after.certainty()).isEqualTo(Placement.Certainty.BY_ORDER);
        assertThat(after.moved()).isEmpty();
        assertThat(placement("id a b", "a>c", "id c b").certainty())
                .isEqualTo(Placement.Certainty.TOLD);
    }

    /** A conversion that was left between its two renames: the new column has no name yet. */
    @Test
    void findsTheColumnThatTakesOver() {
        String taker = "a__converting_20260304050607089";
        String replaced = "a__replaced_20260304050607089";
        LoadColumn a = LoadColumn.of("a", FieldEncoding.PLAIN);

        assertThat(placement("id a", "", "id " + replaced + " " + taker).place(a).name())
                .isEqualTo(taker);
        assertThat(
                        placement("id x", "x>a", "id " + replaced + " " + taker)
                                .place(LoadColumn.of("x", FieldEncoding.PLAIN))
                                .name())
                .isEqualTo(taker);
        // Before the renames, the old column is the one that counts.
        assertThat(placement("id a", "", "id a " + taker).place(a)).isEqualTo(a);
        assertThat(placement("id a", "", "id " + taker).missing()).containsExactly("a");
        assertThat(placement("id a", "", "id " + replaced).missing()).containsExactly("a");
    }

    @Test
    void byNameChangesNothing() {
        LoadColumn column = LoadColumn.of("a", FieldEncoding.BASE64);

        assertThat(Placement.BY_NAME.place(column)).isEqualTo(column);
        assertThat(Placement.BY_NAME.missing()).isEmpty();
    }
}
