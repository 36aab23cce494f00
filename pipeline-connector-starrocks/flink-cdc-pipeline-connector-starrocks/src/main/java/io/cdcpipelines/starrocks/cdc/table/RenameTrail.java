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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The comment of a table and, behind it, the columns that were renamed: the only place in StarRocks
 * that tells whoever reads rows of an older schema again where their values belong. An immutable
 * value.
 *
 * <p>Written as {@code orders [renamed: `a` -> `b` 2026-03-04, `b` -> `c` 2026-03-05]}, in the
 * order of the renames. Names need no escapes, because none has a backtick. A comment that does not
 * end like this has no trail and is taken as it is.
 */
public final class RenameTrail {
    /** As long as MySQL keeps its log unless told otherwise: what is older cannot come again. */
    private static final int KEPT_DAYS = 30;

    private static final int KEPT_STEPS = 40;

    private static final String BEGIN = "[renamed: ";
    private static final String STEP = "`([^`]++)` -> `([^`]++)` (\\d{4}-[01]\\d-[0-3]\\d)";
    private static final Pattern STEPS = Pattern.compile(STEP + "(?:, " + STEP + ")*+\\]");
    private static final Pattern NEXT = Pattern.compile(STEP);

    private final String comment;
    private final List<Step> steps;

    private RenameTrail(String comment, List<Step> steps) {
        this.comment = comment;
        this.steps = List.copyOf(steps);
    }

    /**
     * @param text the comment of a table, as StarRocks has it
     */
    public static RenameTrail parse(String text) {
        // A name may look like the beginning, which only the first one that fits is.
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            Matcher all = STEPS.matcher(text).region(at + BEGIN.length(), text.length());
            if ((at == 0 || text.charAt(at - 1) == ' ') && all.matches()) {
                return new RenameTrail(text.substring(0, Math.max(at - 1, 0)), steps(text, at));
            }
        }
        return new RenameTrail(text, List.of());
    }

    private static List<Step> steps(String text, int from) {
        List<Step> steps = new ArrayList<>();
        Matcher next = NEXT.matcher(text).region(from + BEGIN.length(), text.length());
        while (next.find()) {
            steps.add(new Step(next.group(1), next.group(2), next.group(3)));
        }
        return steps;
    }

    /** The comment without the trail. */
    public String comment() {
        return comment;
    }

    /** The renames, oldest first; the last one may not have been carried out. */
    public List<Step> steps() {
        return steps;
    }

    /** Whether one column was to become the other. */
    public boolean tells(String from, String to) {
        return steps.stream().anyMatch(step -> step.isFrom(from, to));
    }

    public RenameTrail withComment(String newComment) {
        return new RenameTrail(newComment, steps);
    }

    /**
     * With a rename that is about to be carried out; what is too old or too much goes. The same if
     * this rename is the latest already.
     */
    public RenameTrail then(String from, String to, LocalDate today) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1).isFrom(from, to)) {
            return this;
        }
        String oldest = today.minusDays(KEPT_DAYS).toString();
        List<Step> kept =
                steps.stream()
                        .filter(step -> step.date.compareTo(oldest) >= 0)
                        .collect(Collectors.toCollection(ArrayList::new));
        kept.add(new Step(from, to, today.toString()));
        return new RenameTrail(
                comment, kept.subList(Math.max(kept.size() - KEPT_STEPS, 0), kept.size()));
    }

    /** Without what leads to a column that is dropped. */
    public RenameTrail without(String dropped) {
        Set<String> leading = new HashSet<>(Set.of(dropped));
        List<Step> kept = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (leading.remove(step.to)) {
                leading.add(step.from);
            } else {
                // Whatever had this name before is another column.
                leading.remove(step.from);
                kept.add(0, step);
            }
        }
        return new RenameTrail(comment, kept);
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
        return other instanceof RenameTrail
                && ((RenameTrail) other).comment.equals(comment)
                && ((RenameTrail) other).steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(comment, steps);
    }

    @Override
    public String toString() {
        return render();
    }

    /** One column that got another name. An immutable value. */
    public static final class Step {
        private final String from;
        private final String to;
        private final String date;

        private Step(String from, String to, String date) {
            this.from = from;
            this.to = to;
            this.date = date;
        }

        public String from() {
            return from;
        }

        public String to() {
            return to;
        }

        private boolean isFrom(String old, String successor) {
            return from.equals(old) && to.equals(successor);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Step
                    && ((Step) other).isFrom(from, to)
                    && ((Step) other).date.equals(date);
        }

        @Override
        public int hashCode() {
            return Objects.hash(from, to, date);
        }

        @Override
        public String toString() {
            return "`" + from + "` -> `" + to + "` " + date;
        }
    }
}
