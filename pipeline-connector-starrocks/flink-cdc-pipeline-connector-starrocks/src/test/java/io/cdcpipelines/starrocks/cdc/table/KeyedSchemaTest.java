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

import java.util.List;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;

class KeyedSchemaTest {
    private static final Schema KEYED = schema().primaryKey("id").build();
    private static final Schema KEYLESS = schema().build();
    private static final TableSettings BY_CODE =
            TableSettings.builder()
                    .uniqueKey(ChosenColumns.of("unique-key", List.of("CODE", "region")))
                    .withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY)
                    .build();
    private static final TableSettings AS_THEY_COME =
            TableSettings.builder().withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY).build();

    private static Schema.Builder schema() {
        return Schema.newBuilder()
                .physicalColumn("id", DataTypes.INT().notNull())
                .physicalColumn("code", DataTypes.STRING())
                .physicalColumn("region", DataTypes.INT(), "where", "7")
                .partitionKey("region")
                .option("compression", "ZSTD")
                .comment("orders");
    }

    @Test
    void keepsTheKeyOfTheSource() {
        assertThat(KeyedSchema.of(KEYED, TableSettings.NONE)).isEqualTo(KEYED);
        assertThat(KeyedSchema.of(KEYED, AS_THEY_COME)).isEqualTo(KEYED);
        assertThat(KeyedSchema.isAppendOnly(KEYED)).isFalse();
    }

    @Test
    void putsTheNamedKeyInThePlaceOfAnyOther() {
        Schema expected = schema().primaryKey("code", "region").build();

        assertThat(KeyedSchema.of(KEYLESS, BY_CODE)).isEqualTo(expected);
        assertThat(KeyedSchema.of(KEYED, BY_CODE)).isEqualTo(expected);
    }

    @Test
    void leavesRowsWithoutAKeyIfToldSo() {
        Schema keyed = KeyedSchema.of(KEYLESS, AS_THEY_COME);

        assertThat(keyed).isEqualTo(KEYLESS);
        assertThat(KeyedSchema.isAppendOnly(keyed)).isTrue();
    }

    @Test
    void saysWhatToDoWithoutAKey() {
        assertThatThrownBy(() -> KeyedSchema.of(KEYLESS, TableSettings.NONE))
                .hasMessageContainingAll(
                        "no primary key",
                        "'table.rules.<name>.unique-key'",
                        "transform (primary-keys)",
                        "'table.without-primary-key: duplicate-key'",
                        "out of 'tables'");
    }

    @Test
    void namesTheOptionWhoseColumnIsMissing() {
        TableSettings settings =
                TableSettings.builder()
                        .uniqueKey(ChosenColumns.of("table.rules.r.unique-key", List.of("nope")))
                        .build();

        assertThatThrownBy(() -> KeyedSchema.of(KEYED, settings))
                .hasMessage(
                        "'table.rules.r.unique-key' names column nope, and its columns are"
                                + " [id, code, region]");
    }
}
