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

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns of a table take the values of the columns of a schema. An immutable value.
 *
 * <p>A schema from before a rename is older than some part of the trail, but nobody says which. It
 * is taken to be as old as explains most of its columns: they are there, or the trail tells that
 * they were dropped. Where several ages do, because columns exchanged their names, the order of the
 * columns tells, which a rename does not change.
 */
final class Placement {
    /** All columns have the name that they have in the schema. */
    static final Placement BY_NAME = new Placement(Map.of(), List.of(), List.of(), Certainty.TOLD);

    /** What a placement is known from. */
    enum Certainty {
        /** The names of the columns and the trail leave no other. */
        TOLD,
        /** Of several, the order of the columns fits one best. */
        BY_ORDER
    }

    private final Map<String, String> found;
    private final Set<String> dropped;
    private final List<String> gone;
    private final Certainty certainty;

    private Placement(
            Map<String, String> found,
            List<String> dropped,
            List<String> gone,
            Certainty certainty) {
        this.found = Map.copyOf(found);
        this.dropped = Set.copyOf(dropped);
        this.gone = List.copyOf(gone);
        this.certainty = certainty;
    }

    /**
     * @param names of the columns of the schema
     * @param existing names of the columns of the table, both in their order
     */
    static Placement of(List<String> names, List<String> existing, ColumnTrail trail) {
        Map<String, Integer> positions = new HashMap<>();
        existing.forEach(name -> positions.put(name, positions.size()));
        Placement best = follow(names, positions.keySet(), List.of());
        List<ColumnTrail.Step> steps = trail.steps();
        // The oldest first; the last step may not have been carried out.
        for (int begin = 0; begin < steps.size(); begin++) {
            for (int end = steps.size(); end >= Math.max(begin + 1, steps.size() - 1); end--) {
                Placement other = follow(names, positions.keySet(), steps.subList(begin, end));
                best = better(best, other, names, positions);
            }
        }
        return best;
    }

    private static Placement better(
            Placement one, Placement other, List<String> names, Map<String, Integer> positions) {
        if (one.explained() != other.explained()) {
            return one.explained() > other.explained() ? one : other;
        }
        if (one.found.size() != other.found.size()) {
            return one.found.size() > other.found.size() ? one : other;
        }
        if (one.found.equals(other.found)) {
            return one;
        }
        if (!one.found.keySet().equals(other.found.keySet())) {
            // A schema with columns that are not there now is not of now.
            return one.isByName() ? other : one;
        }
        boolean isOrdered = one.disorder(names, positions) <= other.disorder(names, positions);
        return (isOrdered ? one : other).knownFrom(Certainty.BY_ORDER);
    }

    /** Where the columns are that exist, if the schema is from before these steps. */
    private static Placement follow(
            List<String> names, Set<String> existing, List<ColumnTrail.Step> steps) {
        Map<String, String> originByName = new LinkedHashMap<>();
        names.forEach(name -> originByName.put(name, name));
        List<String> dropped = new ArrayList<>();
        for (ColumnTrail.Step step : steps) {
            String origin = originByName.remove(step.from());
            // What had the new name is gone, or the column could not have got it.
            step.to().ifPresent(originByName::remove);
            if (origin != null) {
                step.to()
                        .ifPresentOrElse(
                                to -> originByName.put(to, origin), () -> dropped.add(origin));
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        originByName.forEach(
                (name, origin) ->
                        (existing.contains(name)
                                        ? Optional.of(name)
                                        : Remnant.takerOf(name, existing))
                                .ifPresent(present -> found.put(origin, present)));
        List<String> gone = new ArrayList<>(names);
        gone.removeAll(found.keySet());
        return new Placement(found, dropped, gone, Certainty.TOLD);
    }

    private int explained() {
        return found.size() + dropped.size();
    }

    private boolean isByName() {
        return found.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    }

    /** How many pairs of columns are the other way round in the table. */
    private int disorder(List<String> names, Map<String, Integer> positions) {
        List<Integer> taken =
                names.stream()
                        .filter(found::containsKey)
                        .map(name -> positions.get(found.get(name)))
                        .collect(Collectors.toList());
        int inverted = 0;
        for (int i = 0; i < taken.size(); i++) {
            for (int k = i + 1; k < taken.size(); k++) {
                inverted += taken.get(i) > taken.get(k) ? 1 : 0;
            }
        }
        return inverted;
    }

    private Placement knownFrom(Certainty newCertainty) {
        return new Placement(found, List.copyOf(dropped), gone, newCertainty);
    }

    Certainty certainty() {
        return certainty;
    }

    /** The columns of the schema whose values go nowhere, and nothing tells why. */
    List<String> missing() {
        return gone.stream().filter(name -> !dropped.contains(name)).collect(Collectors.toList());
    }

    /** The columns that have another name in the table. */
    Map<String, String> moved() {
        return found.entrySet().stream()
                .filter(e -> !e.getKey().equals(e.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The column of a load that takes a column of the schema. */
    LoadColumn place(LoadColumn column) {
        int lost = gone.indexOf(column.name());
        return lost < 0
                ? LoadColumn.of(found.getOrDefault(column.name(), column.name()), column.encoding())
                // A name that no table has is read and left out.
                : LoadColumn.of("__cdc_gone_" + lost, FieldEncoding.PLAIN);
    }
}
