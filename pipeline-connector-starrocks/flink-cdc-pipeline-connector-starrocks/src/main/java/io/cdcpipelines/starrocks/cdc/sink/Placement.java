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

import io.cdcpipelines.starrocks.cdc.table.RenameTrail;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of a table take the values of the columns of a schema. An immutable value.
 *
 * <p>A schema from before a rename is older than some part of the trail, but nobody says which. It
 * is taken to be as old as explains most of its columns; where several ages do, the oldest, because
 * StarRocks does not give the first name of a column to another one while the column is there.
 */
final class Placement {
    /** All columns have the name that they have in the schema. */
    static final Placement BY_NAME = new Placement(Map.of(), List.of());

    private final Map<String, String> moved;
    private final List<String> gone;

    private Placement(Map<String, String> moved, List<String> gone) {
        this.moved = Map.copyOf(moved);
        this.gone = List.copyOf(gone);
    }

    /**
     * @param names of the columns of the schema
     * @param existing names of the columns of the table
     */
    static Placement of(List<String> names, Set<String> existing, RenameTrail trail) {
        List<RenameTrail.Step> steps = trail.steps();
        Map<String, String> best = Map.of();
        // The last step may not have been carried out.
        for (int end = steps.size(); end >= Math.max(0, steps.size() - 1); end--) {
            for (int begin = 0; begin <= end; begin++) {
                Map<String, String> found = follow(names, existing, steps.subList(begin, end));
                if (found.size() > best.size()) {
                    best = found;
                }
            }
        }
        List<String> gone = new ArrayList<>(names);
        gone.removeAll(best.keySet());
        return new Placement(best, gone);
    }

    /** Where the columns are that exist, if the schema is from before these steps. */
    private static Map<String, String> follow(
            List<String> names, Set<String> existing, List<RenameTrail.Step> steps) {
        Map<String, String> originByName = new LinkedHashMap<>();
        names.forEach(name -> originByName.put(name, name));
        for (RenameTrail.Step step : steps) {
            // What had the new name before was dropped, or the column could not have got it.
            String origin = originByName.remove(step.from());
            originByName.remove(step.to());
            if (origin != null) {
                originByName.put(step.to(), origin);
            }
        }
        Map<String, String> found = new HashMap<>();
        originByName.forEach(
                (name, origin) -> {
                    if (existing.contains(name)) {
                        found.put(origin, name);
                    }
                });
        return found;
    }

    /** The columns of the schema whose values go nowhere. */
    List<String> gone() {
        return gone;
    }

    /** The column of a load that takes a column of the schema. */
    LoadColumn place(LoadColumn column) {
        int lost = gone.indexOf(column.name());
        return lost < 0
                ? LoadColumn.of(moved.getOrDefault(column.name(), column.name()), column.encoding())
                // A name that no table has is read and left out.
                : LoadColumn.of("__cdc_gone_" + lost, FieldEncoding.PLAIN);
    }
}
