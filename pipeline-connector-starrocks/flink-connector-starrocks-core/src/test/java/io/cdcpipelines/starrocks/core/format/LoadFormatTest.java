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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The headers that announce rows. */
class LoadFormatTest {
    private static final LoadColumn ID = LoadColumn.of("id", FieldEncoding.PLAIN);
    private static final LoadColumn PHOTO = LoadColumn.of("photo", FieldEncoding.BASE64);

    @Test
    void announcesStrictJsonAndItsColumns() {
        LoadColumn note = LoadColumn.of("nöte", FieldEncoding.PLAIN);
        assertThat(LoadFormat.json(List.of(ID, note)).headers())
                .isEqualTo(
                        Map.of(
                                "format", "json",
                                "ignore_json_size", "true",
                                "strip_outer_array", "false",
                                "strict_mode", "true",
                                "max_filter_ratio", "0",
                                "columns", "`id`,`nöte`,`__op`"));
    }

    @Test
    void leavesColumnsToTheServerIfTheirNamesAreTooMuchForAHeader() {
        assertThat(LoadFormat.json(manyColumns(2_000)).headers()).containsKey("columns");
        assertThat(LoadFormat.json(manyColumns(4_000)).headers()).doesNotContainKey("columns");

        List<LoadColumn> withPhoto = new ArrayList<>(manyColumns(4_000));
        withPhoto.add(PHOTO);
        assertThatThrownBy(() -> LoadFormat.json(withPhoto))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("binary column")
                .hasMessageContaining("24 kB");
    }

    /** Each takes seven bytes and a comma in the header. */
    private static List<LoadColumn> manyColumns(int count) {
        List<LoadColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(LoadColumn.of("c" + (1_000 + i), FieldEncoding.PLAIN));
        }
        return columns;
    }

    @Test
    void decodesBinaryColumnsAndThenListsEveryFieldAndTheOperation() {
        LoadColumn odd = LoadColumn.of("or der\\", FieldEncoding.PLAIN);
        assertThat(LoadFormat.json(List.of(ID, PHOTO, odd)).headers())
                .containsEntry(
                        "columns",
                        "`id`,`__cdc_encoded_1`,`or der\\`,"
                                + "`photo`=to_binary(`__cdc_encoded_1`,'encode64'),`__op`");
    }

    @Test
    void avoidsVariablesThatAreColumnsInAnyCase() {
        LoadColumn taken = LoadColumn.of("__CDC_Encoded_1", FieldEncoding.PLAIN);
        assertThat(LoadFormat.json(List.of(taken, PHOTO)).headers().get("columns"))
                .contains("`photo`=to_binary(`__cdc_encoded_1_`,");
    }

    @Test
    void refusesColumnsThatStarRocksCouldNotTellApart() {
        LoadColumn upper = LoadColumn.of("ID", FieldEncoding.PLAIN);
        assertThatThrownBy(() -> LoadFormat.json(List.of(ID, upper)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ID'");
        LoadColumn operation = LoadColumn.of("__OP", FieldEncoding.PLAIN);
        assertThatThrownBy(() -> LoadFormat.json(List.of(operation)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoadFormat.json(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNamesThatBreakAHeaderOnlyIfOneIsNeeded() {
        LoadColumn twoLines = LoadColumn.of("a\nb", FieldEncoding.PLAIN);
        assertThat(LoadFormat.json(List.of(twoLines)).headers()).doesNotContainKey("columns");
        assertThatThrownBy(() -> LoadFormat.json(List.of(twoLines, PHOTO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("binary column");
    }

    private static LoadFormat csv(List<LoadColumn> columns) {
        return LoadFormat.csv(columns, Delimiter.parse("|"), Delimiter.parse("\\x02"));
    }

    @Test
    void announcesStrictCsvItsDelimitersAndItsColumns() {
        assertThat(csv(List.of(ID, PHOTO)).headers())
                .isEqualTo(
                        Map.of(
                                "format", "csv",
                                "column_separator", "\\x7c",
                                "row_delimiter", "\\x02",
                                "strict_mode", "true",
                                "max_filter_ratio", "0",
                                "columns",
                                        "`id`,`__cdc_encoded_1`,"
                                                + "`photo`=to_binary(`__cdc_encoded_1`,'encode64'),"
                                                + "`__op`"));
    }

    @Test
    void isNoCsvIfTheColumnsCannotBeListed() {
        assertThatThrownBy(() -> csv(manyColumns(4_000)))
                .isInstanceOf(NotRepresentableException.class)
                .hasMessageContaining("24 kB");
        assertThatThrownBy(() -> csv(List.of(LoadColumn.of("a`b", FieldEncoding.PLAIN))))
                .isInstanceOf(NotRepresentableException.class)
                .hasMessageContaining("backtick");
    }

    @Test
    void isWhatWasChosen() {
        FormatChoice csv = FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("\\x02"));
        assertThat(csv.formatOf(List.of(ID))).isEqualTo(csv(List.of(ID)));
        assertThat(FormatChoice.json().formatOf(List.of(ID)))
                .isEqualTo(LoadFormat.json(List.of(ID)));
    }

    @Test
    void equalsAFormatOfTheSameColumnsInTheSameOrder() {
        assertThat(LoadFormat.json(List.of(ID, PHOTO)))
                .isEqualTo(LoadFormat.json(List.of(ID, PHOTO)))
                .hasSameHashCodeAs(LoadFormat.json(List.of(ID, PHOTO)))
                .isNotEqualTo(LoadFormat.json(List.of(PHOTO, ID)))
                .isNotEqualTo(LoadFormat.json(List.of(ID)))
                .isNotEqualTo(csv(List.of(ID, PHOTO)));
    }

    @Test
    void leavesTheOperationOutForATableThatKeepsRowsAsTheyCome() {
        LoadFormat json = LoadFormat.json(List.of(ID, PHOTO)).appending();
        LoadFormat csv = csv(List.of(ID, PHOTO)).appending();

        assertThat(json.headers().get("columns"))
                .isEqualTo(
                        "`id`,`__cdc_encoded_1`,`photo`=to_binary(`__cdc_encoded_1`,'encode64')");
        assertThat(csv.headers().get("columns"))
                .isEqualTo(
                        "`id`,`__cdc_encoded_1`,`photo`=to_binary(`__cdc_encoded_1`,'encode64'),"
                                + "`__cdc_op`");
        assertThat(json).isNotEqualTo(LoadFormat.json(List.of(ID, PHOTO)));
        assertThat(json.appending()).isEqualTo(json);
        assertThat(csv.appending()).isEqualTo(csv);
        assertThat(json.columns()).containsExactly(ID, PHOTO);
    }
}
