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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Orders the renames of one event so that no name is taken when it is needed, and leaves out those
 * that are done. Confined to one call of the planner.
 */
final class ColumnRenames {
    /** Where a name only changes its case, which the server takes for a duplicate. */
    private static final String DETOUR = "__renaming";

    private final TablePath path;
    private final Set<String> names;
    private final LocalDate today;
    private ColumnTrail trail;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ColumnRenames(StarRocksTable table, LocalDate today) {
        path = table.path();
        trail = ColumnTrail.parse(table.comment());
        this.today = today;
        names =
                table.columns().stream()
                        .map(StarRocksColumn::name)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * @param mapping old name to new name
     * @param today for the trail that the renames leave
     * @throws SchemaConflictException if the table has both names, or columns exchange their names
     */
    static SchemaChangePlan plan(
            StarRocksTable table, Map<String, String> mapping, LocalDate today) {
        ColumnRenames renames = new ColumnRenames(table, today);
        Map<String, String> open = new LinkedHashMap<>(mapping);
        open.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        renames.refuseExchanges(open);
        if (renames.isDone(open)) {
            open.forEach(renames::warnOfRowsFromBefore);
        } else if (renames.isRepetition(open) && !renames.isAnyKept(open)) {
            renames.warnings.add(
                    "Table "
                            + table.path()
                            + " had its columns renamed before, as its comment tells: "
                            + open
                            + " is taken for a repetition");
        } else {
            renames.refuseWhatMayMeanAnother(open);
            renames.leaveOutWhatIsDone(open);
            renames.leaveOutWhatIsGone(open);
            renames.planAll(open);
        }
        return SchemaChangePlan.of(renames.statements, renames.warnings);
    }

    /** The names of the columns are the same before and after: nothing tells if it is done. */
    private void refuseExchanges(Map<String, String> open) {
        for (String name : open.keySet()) {
            String successor = open.get(name);
            for (int i = 0; i < open.size() && successor != null; i++) {
                if (successor.equals(name)) {
                    throw new SchemaConflictException(
                            path,
                            "columns exchange their names in one statement ("
                                    + open
                                    + "), which cannot be told from its repetition; exchange them"
                                    + " over a third name, one statement each");
                }
                successor = open.get(successor);
            }
        }
    }

    private boolean isDone(Map<String, String> mapping) {
        return names.containsAll(mapping.values())
                && mapping.keySet().stream()
                        .noneMatch(old -> names.contains(old) && !mapping.containsValue(old));
    }

    /**
     * Whether the trail tells the whole event, which cannot be one of this moment: other columns
     * may have the names of those that it renamed.
     */
    private boolean isRepetition(Map<String, String> mapping) {
        boolean isOfThisMoment =
                names.containsAll(mapping.keySet())
                        && mapping.values().stream()
                                .noneMatch(to -> names.contains(to) && !mapping.containsKey(to));
        return !isOfThisMoment
                && isTrailCarriedOut()
                && mapping.entrySet().stream()
                        .allMatch(entry -> trail.tells(entry.getKey(), entry.getValue()));
    }

    private boolean isTrailCarriedOut() {
        List<ColumnTrail.Step> steps = trail.steps();
        if (steps.isEmpty()) {
            return false;
        }
        ColumnTrail.Step last = steps.get(steps.size() - 1);
        return !names.contains(last.from()) || last.to().map(names::contains).orElse(true);
    }

    /**
     * A rename that the trail tells of, of a column that has its name since, must not be guessed.
     */
    private void refuseWhatMayMeanAnother(Map<String, String> open) {
        open.forEach(
                (from, to) -> {
                    if (names.contains(from) && !isTaken(to) && trail.tellsOfAnother(from, to)) {
                        throw new SchemaConflictException(
                                path,
                                "column "
                                        + from
                                        + " was renamed to "
                                        + to
                                        + " before, as the comment of the table tells, and another"
                                        + " column has the name since; if this rename is a new one,"
                                        + " take the earlier one out of the comment; if it is a"
                                        + " repetition after a restart, give the columns the names"
                                        + " back that they had before it");
                    }
                });
    }

    private boolean isAnyKept(Map<String, String> open) {
        return open.entrySet().stream()
                .anyMatch(entry -> kept(entry.getKey(), entry.getValue()).isPresent());
    }

    /** The name under which a column waits for its rename, if a repeated drop took its name. */
    private Optional<String> kept(String from, String to) {
        return isTaken(from) || isTaken(to)
                ? Optional.empty()
                : trail.nameNow(from, to).filter(names::contains).filter(Remnant.KEPT::matches);
    }

    private void leaveOutWhatIsDone(Map<String, String> open) {
        open.entrySet()
                .removeIf(
                        entry -> {
                            boolean isDone =
                                    !names.contains(entry.getKey())
                                            && names.contains(entry.getValue());
                            if (isDone) {
                                warnOfRowsFromBefore(entry.getKey(), entry.getValue());
                            }
                            return isDone;
                        });
    }

    /** Without a trail, their values went to a name that the table did not have any more. */
    private void warnOfRowsFromBefore(String from, String to) {
        if (trail.tells(from, to) || trail.tells(from, to + DETOUR)) {
            return;
        }
        warnings.add(
                "Column "
                        + from
                        + " of table "
                        + path
                        + " was renamed to "
                        + to
                        + " before, and the comment of the table does not tell so; rows from before that which came again since the job restarted"
                        + " hold no value there until they change again");
    }

    /** A column that was renamed again, or dropped, before this event came once more. */
    private void leaveOutWhatIsGone(Map<String, String> open) {
        open.entrySet()
                .removeIf(
                        entry -> {
                            boolean isGone =
                                    !isTaken(entry.getKey())
                                            && !isTaken(entry.getValue())
                                            && !names.contains(entry.getValue() + DETOUR)
                                            && kept(entry.getKey(), entry.getValue()).isEmpty()
                                            && !open.containsValue(entry.getKey());
                            if (isGone) {
                                warnings.add(goneSince(entry.getKey(), entry.getValue()));
                            }
                            return isGone;
                        });
    }

    private String goneSince(String from, String to) {
        return "Table "
                + path
                + " has neither column "
                + from
                + " nor column "
                + to
                + ", which it was to become; that is right only if the column was renamed or"
                + " dropped later, and the event is a repetition";
    }

    private void planAll(Map<String, String> open) {
        while (!open.isEmpty()) {
            int before = open.size();
            open.entrySet().removeIf(entry -> planOne(entry.getKey(), entry.getValue()));
            if (open.size() == before) {
                throw conflict(open);
            }
        }
    }

    /** Whether the rename could be planned now. */
    private boolean planOne(String from, String to) {
        String detour = to + DETOUR;
        if (from.equalsIgnoreCase(to) && (names.contains(from) || names.contains(detour))) {
            if (names.contains(from)) {
                renameOnTrail(from, detour);
            }
            renameOnTrail(detour, to);
            return true;
        }
        if (names.contains(from) && !isTaken(to)) {
            renameOnTrail(from, to);
            return true;
        }
        Optional<String> kept = kept(from, to);
        kept.ifPresent(name -> renameOnTrail(name, to));
        return kept.isPresent();
    }

    private boolean isTaken(String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The trail comes first, so that at no time a column has a name to which nothing leads. */
    private void renameOnTrail(String from, String to) {
        ColumnTrail longer = trail.thenRenamed(from, to, today);
        if (!longer.equals(trail)) {
            trail = longer;
            statements.add(StatementRenderer.commentTable(path, trail.render()));
        }
        statements.add(StatementRenderer.renameColumn(path, from, to));
        names.remove(from);
        names.add(to);
    }

    private SchemaConflictException conflict(Map<String, String> open) {
        List<String> obstacles = new ArrayList<>();
        open.forEach(
                (from, to) ->
                        obstacles.add(
                                "column "
                                        + from
                                        + " cannot be renamed to "
                                        + to
                                        + (isTaken(to)
                                                ? ", because there is one of that name already"
                                                : ", because StarRocks has it in another case")));
        return new SchemaConflictException(path, obstacles);
    }
}
