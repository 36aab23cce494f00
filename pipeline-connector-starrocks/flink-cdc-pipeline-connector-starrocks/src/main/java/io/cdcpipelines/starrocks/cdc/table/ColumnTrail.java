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

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The comment of a table and, behind it, the columns that were renamed and dropped: the only place
 * in StarRocks that tells whoever reads rows of an older schema again where their values belong. An
 * immutable value.
 *
 * <p>Written as {@code orders [columns: `a` -> `b` 2026-03-04, `c` dropped 2026-03-05]}, in the
 * order of the changes. Names need no escapes, because none has a backtick. A comment that does not
 * end like this has no trail and is taken as it is.
 */
public final class ColumnTrail {
    /** As long as MySQL keeps its log unless told otherwise: what is older cannot come again. */
    private static final int KEPT_DAYS = 30;

    private static final int KEPT_STEPS = 40;

    private static final String BEGIN = "[columns: ";
    private static final String STEP =
            "`([^`]++)` (?:-> `([^`]++)`|dropped) (\\d{4}-[01]\\d-[0-3]\\d)";
    private static final Pattern STEPS = Pattern.compile(STEP + "(?:, " + STEP + ")*+\\]");
    private static final Pattern NEXT = Pattern.compile(STEP);

    private final String comment;
    private final List<Step> steps;

    private ColumnTrail(String comment, List<Step> steps) {
        this.comment = comment;
        this.steps = List.copyOf(steps);
    }

    /**
     * @param text the comment of a table, as StarRocks has it
     */
    public static ColumnTrail parse(String text) {
        // A name may look like the beginning, which only the first one that fits is.
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            Matcher all = STEPS.matcher(text).region(at + BEGIN.length(), text.length());
            if ((at == 0 || text.charAt(at - 1) == ' ') && all.matches()) {
                return new ColumnTrail(text.substring(0, Math.max(at - 1, 0)), steps(text, at));
            }
        }
        return new ColumnTrail(text, List.of());
    }

    private static List<Step> steps(String text, int from) {
        List<Step> steps = new ArrayList<>();
        Matcher next = NEXT.matcher(text).region(from + BEGIN.length(), text.length());
        while (next.find()) {
            steps.add(new Step(next.group(1), Optional.ofNullable(next.group(2)), next.group(3)));
        }
        return steps;
    }

    /** The comment without the trail. */
    public String comment() {
        return comment;
    }

    /** The changes, oldest first; the last ones may not have been carried out. */
    public List<Step> steps() {
        return steps;
    }

    /** Whether one column was to become the other. */
    public boolean tells(String from, String to) {
        return latest(from, to) >= 0;
    }

    /**
     * Whether one column was to become the other, and is not the one that has the first name: that
     * one got it since, by a rename of its own.
     */
    public boolean tellsOfAnother(String from, String to) {
        int told = latest(from, to);
        if (told < 0) {
            return false;
        }
        boolean isFromTakenSince =
                steps.subList(told + 1, steps.size()).stream().anyMatch(s -> s.leadsTo(from));
        return isFromTakenSince && !nameAfter(told).equals(Optional.of(from));
    }

    private int latest(String from, String to) {
        int at = steps.size() - 1;
        while (at >= 0 && !steps.get(at).isFrom(from, to)) {
            at--;
        }
        return at;
    }

    /** The name that the column has which became the one of two names; empty if it is dropped. */
    public Optional<String> nameNow(String from, String to) {
        int told = latest(from, to);
        return told < 0 ? Optional.empty() : nameAfter(told);
    }

    private Optional<String> nameAfter(int told) {
        Optional<String> name = steps.get(told).to();
        for (Step step : steps.subList(told + 1, steps.size())) {
            if (name.equals(Optional.of(step.from()))) {
                name = step.to();
            }
        }
        return name;
    }

    /**
     * Whether a column of this name was dropped, and the one that has the name got it afterwards by
     * a rename: a drop that comes again means the other one.
     */
    public boolean tellsOfDropBefore(String name) {
        int at = latestOf(name);
        return at >= 0
                && steps.get(at).leadsTo(name)
                && steps.subList(0, at).stream().anyMatch(step -> step.isDropOf(name));
    }

    public ColumnTrail withComment(String newComment) {
        return new ColumnTrail(newComment, steps);
    }

    /**
     * With a rename that is about to be carried out; what is too old or too much goes. The same if
     * this rename is the latest change already.
     */
    public ColumnTrail thenRenamed(String from, String to, LocalDate today) {
        boolean isLatest = !steps.isEmpty() && steps.get(steps.size() - 1).isFrom(from, to);
        return isLatest ? this : then(new Step(from, Optional.of(to), today.toString()), today);
    }

    /**
     * With a column that is about to be dropped; what is too old or too much goes. What was told of
     * it in vain, or of one that had the name before and was dropped too, is told once.
     */
    public ColumnTrail thenDropped(String name, LocalDate today) {
        Step dropped = new Step(name, Optional.empty(), today.toString());
        int at = latestOf(name);
        if (at < 0 || !steps.get(at).isDropOf(name)) {
            return then(dropped, today);
        }
        if (steps.get(at).equals(dropped)) {
            return this;
        }
        List<Step> others = new ArrayList<>(steps);
        others.remove(at);
        return new ColumnTrail(comment, others).then(dropped, today);
    }

    /** The latest step from or to a name, negative if there is none. */
    private int latestOf(String name) {
        int at = steps.size() - 1;
        while (at >= 0 && !steps.get(at).leadsTo(name) && !steps.get(at).from().equals(name)) {
            at--;
        }
        return at;
    }

    private ColumnTrail then(Step step, LocalDate today) {
        String oldest = today.minusDays(KEPT_DAYS).toString();
        List<Step> kept =
                steps.stream()
                        .filter(earlier -> earlier.date.compareTo(oldest) >= 0)
                        .filter(earlier -> !isUndone(earlier))
                        .collect(Collectors.toCollection(ArrayList::new));
        kept.add(step);
        return new ColumnTrail(
                comment, kept.subList(Math.max(kept.size() - KEPT_STEPS, 0), kept.size()));
    }

    /**
     * Whether a column got its name back that a repeated drop had taken: however often it comes.
     */
    private boolean isUndone(Step step) {
        return steps.stream()
                .anyMatch(
                        other ->
                                step.to().equals(Optional.of(other.from()))
                                        && other.to().equals(Optional.of(step.from()))
                                        && (Remnant.KEPT.matches(step.from())
                                                || Remnant.KEPT.matches(other.from())));
    }

    /** The text for StarRocks. */
    public String render() {
        if (steps.isEmpty()) {
            return comment;
        }
        String trail =
                steps.stream().map(Step::toString).collect(Collectors.joining(", ", BEGIN, "]"));
        return comment.isEmpty() ? trail : comment + " " + trail;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnTrail
                && ((ColumnTrail) other).comment.equals(comment)
                && ((ColumnTrail) other).steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(comment, steps);
    }

    @Override
    public String toString() {
        return render();
    }

    /** One column that got another name, or was dropped. An immutable value. */
    public static final class Step {
        private final String from;
        private final Optional<String> to;
        private final String date;

        private Step(String from, Optional<String> to, String date) {
            this.from = from;
            this.to = to;
            this.date = date;
        }

        public String from() {
            return from;
        }

        /** The new name; empty if the column was dropped. */
        public Optional<String> to() {
            return to;
        }

        private boolean isFrom(String old, String successor) {
            return from.equals(old) && leadsTo(successor);
        }

        private boolean leadsTo(String name) {
            return to.equals(Optional.of(name));
        }

        private boolean isDropOf(String name) {
            return from.equals(name) && to.isEmpty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Step
                    && ((Step) other).from.equals(from)
                    && ((Step) other).to.equals(to)
                    && ((Step) other).date.equals(date);
        }

        @Override
        public int hashCode() {
            return Objects.hash(from, to, date);
        }

        @Override
        public String toString() {
            String change = to.map(name -> "-> `" + name + "` ").orElse("dropped ");
            return "`" + from + "` " + change + date;
        }
    }
}
