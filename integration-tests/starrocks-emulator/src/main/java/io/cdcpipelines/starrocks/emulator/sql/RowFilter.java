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

package io.cdcpipelines.starrocks.emulator.sql;

import java.util.List;
import java.util.Optional;

/**
 * What a SHOW statement keeps of its rows.
 *
 * @param like the pattern of LIKE
 * @param alternatives the parts of WHERE: of one of the lists, all conditions must hold
 * @param limit the number of rows to return, after {@code offset} rows that are left out
 */
public record RowFilter(
        Optional<String> like,
        List<List<Condition>> alternatives,
        List<SortItem> order,
        Optional<Long> limit,
        long offset) {

    /**
     * {@code column operator value}.
     *
     * @param operator in capitals: one of the comparisons, LIKE or IN
     * @param values several for IN, else one
     * @param isText whether the value is written as a string
     */
    public record Condition(String column, String operator, List<String> values, boolean isText) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    public record SortItem(String column, boolean isDescending) {}

    public RowFilter {
        alternatives = alternatives.stream().map(List::copyOf).toList();
        order = List.copyOf(order);
    }

    public static RowFilter none() {
        return new RowFilter(Optional.empty(), List.of(), List.of(), Optional.empty(), 0);
    }
}
