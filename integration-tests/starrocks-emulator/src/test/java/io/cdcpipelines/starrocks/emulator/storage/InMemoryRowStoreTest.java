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

package io.cdcpipelines.starrocks.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryRowStoreTest {
    private static final List<Column> TWO_KEYS =
            List.of(column("a", true), column("b", true), column("v", false));

    @Test
    void lastChangeOfAKeyWinsAcrossPutsAndDeletes() {
        RowStore store = InMemoryRowStore.create(KeysModel.PRIMARY_KEYS, TWO_KEYS);

        store.apply(
                List.of(
                        put(1, "x", 10),
                        put(1, "x", 11),
                        put(1, "y", 20),
                        delete(1, "y", 20),
                        delete(2, "z", 0),
                        delete(3, "w", 30),
                        put(3, "w", 31)));

        assertThat(store.snapshot())
                .containsExactlyInAnyOrder(new Object[] {1, "x", 11}, new Object[] {3, "w", 31});
    }

    @Test
    void keysAreEqualByContent() {
        RowStore store = InMemoryRowStore.create(KeysModel.UNIQUE_KEYS, TWO_KEYS);

        store.apply(
                List.of(
                        put(new BigDecimal("1.0"), new byte[] {1, 2}, 1),
                        put(new BigDecimal("1.00"), new byte[] {1, 2}, 2),
                        put(new BigDecimal("1.0"), new byte[] {1, 3}, 3)));

        assertThat(store.rowCount()).isEqualTo(2);
    }

    @Test
    void duplicateKeyTablesKeepEveryRow() {
        RowStore store = InMemoryRowStore.create(KeysModel.DUP_KEYS, TWO_KEYS);

        store.apply(List.of(put(1, "x", 10), put(1, "x", 10)));

        assertThat(store.rowCount()).isEqualTo(2);
    }

    @Test
    void mergeSeesTheRowThatTheSameBatchWrote() {
        RowStore store = InMemoryRowStore.create(KeysModel.PRIMARY_KEYS, TWO_KEYS);

        store.apply(
                List.of(put(1, "x", 10), put(1, "x", 5)),
                (stored, loaded) ->
                        stored != null && (int) stored[2] > (int) loaded[2] ? stored : loaded);

        assertThat(store.snapshot()).containsExactly(new Object[] {1, "x", 10});
    }

    @Test
    void rewriteKeepsRowsAddressableByTheirKey() {
        RowStore store = InMemoryRowStore.create(KeysModel.PRIMARY_KEYS, TWO_KEYS);
        store.apply(List.of(put(1, "x", 10)));

        store.rewrite(row -> new Object[] {row[0], row[1], row[2], "new"});
        store.apply(List.of(new Change(new Object[] {1, "x", 11, "put"}, false)));

        assertThat(store.snapshot()).containsExactly(new Object[] {1, "x", 11, "put"});
    }

    @Test
    void clearBeginsANewGeneration() {
        RowStore store = InMemoryRowStore.create(KeysModel.DUP_KEYS, TWO_KEYS);
        store.apply(List.of(put(1, "x", 10)));
        long before = store.generation();

        store.clear();

        assertThat(store.rowCount()).isZero();
        assertThat(store.generation()).isGreaterThan(before);
    }

    private static Change put(Object... row) {
        return new Change(row, false);
    }

    private static Change delete(Object... row) {
        return new Change(row, true);
    }

    private static Column column(String name, boolean isKey) {
        return new Column(
                name,
                name,
                DataType.of(TypeKind.INT),
                isKey,
                !isKey,
                false,
                Optional.empty(),
                new DefaultValue.None(),
                "");
    }
}
