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

package io.cdcpipelines.starrocks.endtoend.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes ALTER TABLE statements that MySQL accepts for the table as it is, and follows them in the
 * model. Confined to the thread of its history.
 */
final class Alterations {

    private static final int FEWEST_COLUMNS = 4;
    private static final int MOST_COLUMNS = 14;
    private static final String[] COMMENTS = {"", "plain", "it's \"quoted\" größe 日本", "a; b -- c"};

    private final Behavior behavior;
    private final Random random;
    private final TypeChanges types;

    // Of the statement that is being made.
    private SourceTable table;
    private final Set<String> touched = new HashSet<>();
    private final List<String> clauses = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    Alterations(Behavior behavior, Random random) {
        this.behavior = behavior;
        this.random = random;
        this.types = new TypeChanges(behavior, random);
    }

    Step next(SourceTable altered) {
        table = altered;
        touched.clear();
        clauses.clear();
        expected.clear();
        int wanted = random.nextInt(4) > 0 ? 1 : 2 + random.nextInt(2);
        while (clauses.size() < wanted) {
            addClause();
        }
        return new Step(
                "ALTER TABLE " + table.path() + " " + String.join(", ", clauses),
                expected.stream()
                        .map(clause -> "ALTER TABLE " + table.expectedPath() + " " + clause)
                        .toList(),
                0);
    }

    private void addClause() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> add();
            case 5, 6, 7 -> drop();
            case 8, 9 -> rename();
            case 10, 11 -> change();
            case 12, 13, 14, 15, 16 -> modifyType();
            case 17 -> modifyNullability();
            case 18 -> modifyComment();
            default -> changeWhatSendsNothing();
        }
    }

    private void add() {
        if (table.columns().size() >= MOST_COLUMNS) {
            return;
        }
        String place =
                switch (random.nextInt(4)) {
                    case 0 -> " FIRST";
                    case 1 -> neighbour().map(name -> " AFTER " + quoted(name)).orElse("");
                    default -> "";
                };
        if (random.nextInt(5) == 0) {
            // See Exclusion.NOT_NULL_IN_PARENTHESES.
            String first = addNullable();
            String second = addNullable();
            clauses.add("ADD COLUMN (" + first + ", " + second + ")");
        } else {
            clauses.add("ADD COLUMN " + addAny() + place);
        }
    }

    private Optional<String> neighbour() {
        List<String> names =
                Stream.concat(
                                table.key().columns().stream(),
                                table.columns().stream().map(SourceColumn::name))
                        .filter(name -> !touched.contains(name))
                        .toList();
        String chosen = names.get(random.nextInt(names.size()));
        touched.add(chosen);
        return Optional.of(chosen);
    }

    private String addNullable() {
        ColumnType type = types.any();
        Optional<String> value = anyDefault(type);
        return add(new SourceColumn(nameOfNewColumn(type), type, true, value, value.isEmpty()));
    }

    private String addAny() {
        ColumnType type = types.any();
        Optional<String> value = anyDefault(type);
        boolean canBeNotNull =
                value.isPresent() || type.family().hasKnownImplicitValue(type.rank());
        boolean isNullable = !canBeNotNull || random.nextInt(3) > 0;
        return add(
                new SourceColumn(
                        nameOfNewColumn(type),
                        type,
                        isNullable,
                        value,
                        isNullable && value.isEmpty()));
    }

    private Optional<String> anyDefault(ColumnType type) {
        return random.nextBoolean() ? type.family().defaultLiteral(type.rank()) : Optional.empty();
    }

    /** Returns the column's definition. */
    private String add(SourceColumn column) {
        column.addedNow();
        table.add(column);
        touched.add(column.name());
        expectNewColumn(column);
        return quoted(column.name()) + " " + column.definition() + comment();
    }

    private void expectNewColumn(SourceColumn column) {
        if (behavior.appliesDefaults()) {
            expect("ADD COLUMN " + quoted(column.name()) + " " + column.definition());
            expectType(column);
        } else {
            expect("ADD COLUMN " + quoted(column.name()) + " " + column.nullableDefinition());
        }
    }

    private String nameOfNewColumn(ColumnType type) {
        List<String> names = new ArrayList<>();
        if (!Exclusion.USED_NAMES_IN_LENIENT.appliesTo(behavior)) {
            names.addAll(table.droppedNamesFor(type));
        }
        names.removeAll(touched);
        return names.isEmpty() || random.nextBoolean()
                ? table.freshName(random)
                : names.get(random.nextInt(names.size()));
    }

    private void drop() {
        if (table.columns().size() <= FEWEST_COLUMNS) {
            return;
        }
        untouched(column -> true)
                .ifPresent(
                        column -> {
                            clauses.add("DROP COLUMN " + quoted(column.name()));
                            if (behavior.appliesRenamesAndDrops()) {
                                expect("DROP COLUMN " + quoted(column.name()));
                            }
                            table.drop(column);
                        });
    }

    /** See {@link Exclusion#RENAMES_OF_YOUNG_COLUMNS}. */
    private void rename() {
        untouched(column -> !column.isYoung())
                .ifPresent(
                        column -> {
                            String from = column.name();
                            String to = table.freshName(random);
                            clauses.add("RENAME COLUMN " + quoted(from) + " TO " + quoted(to));
                            follow(column, to);
                        });
    }

    /** The type stays or changes, and the name changes. */
    private void change() {
        untouched(column -> !column.isRefused() && !column.isYoung())
                .ifPresent(
                        column -> {
                            String from = column.name();
                            String to = table.freshName(random);
                            types.next(column)
                                    .filter(change -> !change.isRefused())
                                    .ifPresent(change -> apply(change, column));
                            clauses.add(
                                    "CHANGE COLUMN "
                                            + quoted(from)
                                            + " "
                                            + quoted(to)
                                            + " "
                                            + column.definition()
                                            + comment());
                            follow(column, to);
                        });
    }

    private void follow(SourceColumn column, String to) {
        String from = column.name();
        table.rename(column, to);
        touched.add(to);
        if (behavior.appliesRenamesAndDrops()) {
            expect("RENAME COLUMN " + quoted(from) + " TO " + quoted(to));
        } else {
            expect("ADD COLUMN " + quoted(to) + " " + column.nullableDefinition());
        }
    }

    private void modifyType() {
        untouched(column -> !column.isRefused()).ifPresent(this::modifyTypeOf);
    }

    private void modifyTypeOf(SourceColumn column) {
        types.next(column)
                .ifPresent(
                        change -> {
                            apply(change, column);
                            clauses.add(modify(column));
                        });
    }

    private void apply(TypeChanges.TypeChange change, SourceColumn column) {
        column.retype(change.to());
        if (change.isRefused()) {
            column.refuse();
        } else {
            expectType(column);
        }
    }

    private void expectType(SourceColumn column) {
        expect("MODIFY COLUMN " + quoted(column.name()) + " " + column.nullableDefinition());
    }

    private void modifyNullability() {
        untouched(column -> !column.isRefused() && (!column.isNullable() || !column.mayHoldNull()))
                .ifPresent(
                        column -> {
                            column.turnNullability();
                            clauses.add(modify(column));
                        });
    }

    private void modifyComment() {
        untouched(column -> !column.isRefused())
                .ifPresent(
                        column -> {
                            column.dropDefault();
                            clauses.add(modify(column));
                        });
    }

    private void changeWhatSendsNothing() {
        if (random.nextBoolean()) {
            clauses.add("COMMENT = " + Literals.quoted(anyComment()));
            return;
        }
        untouched(column -> true)
                .ifPresent(
                        column -> {
                            column.dropDefault();
                            clauses.add("ALTER COLUMN " + quoted(column.name()) + " DROP DEFAULT");
                        });
    }

    private String modify(SourceColumn column) {
        return "MODIFY COLUMN " + quoted(column.name()) + " " + column.definition() + comment();
    }

    private Optional<SourceColumn> untouched(Predicate<SourceColumn> condition) {
        List<SourceColumn> candidates =
                table.columns().stream()
                        .filter(column -> !touched.contains(column.name()))
                        .filter(condition)
                        .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        SourceColumn chosen = candidates.get(random.nextInt(candidates.size()));
        touched.add(chosen.name());
        return Optional.of(chosen);
    }

    private String comment() {
        return random.nextInt(3) == 0 ? " COMMENT " + Literals.quoted(anyComment()) : "";
    }

    private String anyComment() {
        return COMMENTS[random.nextInt(COMMENTS.length)];
    }

    /** Where every change is applied, the expected table is the source itself. */
    private void expect(String clause) {
        if (behavior != Behavior.EVOLVE) {
            expected.add(clause);
        }
    }

    private static String quoted(String name) {
        return SourceTable.quoted(name);
    }
}
