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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.load.value.JsonPath;
import java.util.List;
import java.util.Optional;

/**
 * How the fields of a source become rows of a table, as the table was when the load was planned.
 * Immutable.
 *
 * @param generation the generation of the table's rows at that time
 * @param columns the table's columns at that time; planned rows have their order
 * @param sources the fields of the source, in its order
 * @param computed columns that expressions fill
 * @param defaulted positions of columns that nothing fills, which get their defaults
 * @param isOpImplied whether the last source is {@code __op} without having been asked for, so that
 *     it may be missing
 * @param mergeCondition the column whose stored value must not be greater
 */
record LoadPlan(
        Database database,
        Table table,
        long generation,
        int schemaVersion,
        List<Column> columns,
        LoadRequest request,
        List<Source> sources,
        List<Computed> computed,
        List<Integer> defaulted,
        boolean isOpImplied,
        Optional<Column> mergeCondition,
        Optional<LoadExpression> where,
        List<JsonPath> jsonPaths,
        Optional<JsonPath> jsonRoot) {

    /**
     * Stands for the generation of a table that took the name of the transaction's own one: what is
     * written into it is lost at the commit.
     */
    static final long LOST_GENERATION = -1;

    /** Stands for {@code __op} in place of a column's position. */
    static final int OP = -1;

    /** Stands for a source that is only used in expressions. */
    static final int TEMPORARY = -2;

    /**
     * A field of the source.
     *
     * @param target the position of its column, {@link #OP} or {@link #TEMPORARY}
     * @param isNamed whether an expression names it, so that its text is needed
     */
    record Source(String name, int target, boolean isNamed) {}

    /** A column, or {@link #OP}, that an expression fills. */
    record Computed(int target, LoadExpression expression) {}

    boolean isPrimaryKey() {
        return table.model() == KeysModel.PRIMARY_KEYS;
    }

    int keyColumns() {
        return (int) columns.stream().filter(Column::isKey).count();
    }
}
