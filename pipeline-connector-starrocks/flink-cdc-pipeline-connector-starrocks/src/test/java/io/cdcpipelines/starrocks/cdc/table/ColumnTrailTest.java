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

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail.Step;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTrailTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private static String pairs(ColumnTrail trail) {
        return trail.steps().stream()
                .map(step -> step.from() + ">" + step.to().orElse(""))
                .collect(Collectors.joining(" "));
    }

    /**
     * @param pairs {@code a>b} for a rename, {@code a>} for a drop
     */
    private static ColumnTrail of(String comment, String... pairs) {
        ColumnTrail trail = ColumnTrail.parse(comment);
        for (String pair : pairs) {
            String[] names = pair.split(">", 2);
            trail =
                    names[1].isEmpty()
                            ? trail.thenDropped(names[0], TODAY)
                            : trail.thenRenamed(names[0], names[1], TODAY);
        }
        return trail;
    }

    @Test
    void standsBehindTheCommentForPeopleToRead() {
        assertThat(of("orders", "a>b", "b>c").render())
                .isEqualTo("orders [columns: `a` -> `b` 2026-03-04, `b` -> `c` 2026-03-04]");
        assertThat(of("", "a>b").render()).isEqualTo("[columns: `a` -> `b` 2026-03-04]");
        assertThat(of("orders", "a>", "b>a").render())
                .isEqualTo("orders [columns: `a` dropped 2026-03-04, `b` -> `a` 2026-03-04]");
        assertThat(of("orders").render()).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "orders ",
                " ",
                "[columns: ]",
                "[columns: `a` -> `b`]",
                "orders [columns: `a` -> `b` 2026-03-04",
                "orders [columns: `a` -> `b` 2026-03-04] of shops",
                "orders[columns: `a` -> `b` 2026-03-04]",
                "orders [columns: `a` -> `b` 2026-03-04,`b` -> `c` 2026-03-04]",
                "orders [columns: `` -> `b` 2026-03-04]",
                "orders [columns: `a` -> dropped 2026-03-04]",
                "orders [columns: `a` dropped]",
            })
    void leavesACommentThatHasNoneAsItIs(String comment) {
        ColumnTrail none = ColumnTrail.parse(comment);

        assertThat(none.comment()).isEqualTo(comment);
        assertThat(none.steps()).isEmpty();
        assertThat(none.render()).isEqualTo(comment);
        ColumnTrail one = ColumnTrail.parse(of(comment, "x>y").render());
        assertThat(one.comment()).isEqualTo(comment);
        assertThat(pairs(one)).isEqualTo("x>y");
    }

    @Test
    void isReadAsItWasWrittenWhateverTheNames() {
        String[] parts = {
            "a",
            "[columns: ",
            "` -> `".replace("`", ""),
            ", ",
            "]",
            "2026-03-04",
            " ",
            "\"",
            "'",
            "\\",
            "\n",
            "\ud83d\ude00",
            "\u5217",
            "-> ",
            " dropped ",
            "'\\''"
        };
        Random random = new Random(20261120);
        for (int round = 0; round < 2000; round++) {
            ColumnTrail trail = ColumnTrail.parse(text(parts, random, random.nextInt(4)));
            String comment = trail.comment();
            int steps = random.nextInt(5);
            for (int i = 0; i < steps; i++) {
                String name = text(parts, random, 1 + random.nextInt(4));
                trail =
                        random.nextBoolean()
                                ? trail.thenDropped(name, TODAY)
                                : trail.thenRenamed(
                                        name, text(parts, random, 1 + random.nextInt(4)), TODAY);
            }

            ColumnTrail read = ColumnTrail.parse(trail.render());
            assertThat(read).isEqualTo(trail);
            assertThat(read.comment()).isEqualTo(comment);
        }
    }

    private static String text(String[] parts, Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(any -> parts[random.nextInt(parts.length)])
                .collect(Collectors.joining());
    }

    @Test
    void keepsStepsForThirtyDays() {
        ColumnTrail trail = of("", "a>b").thenRenamed("b", "c", TODAY.plusDays(1));

        assertThat(pairs(trail.thenRenamed("x", "y", TODAY.plusDays(30)))).isEqualTo("a>b b>c x>y");
        assertThat(pairs(trail.thenRenamed("x", "y", TODAY.plusDays(31)))).isEqualTo("b>c x>y");
    }

    @Test
    void keepsTheFortyLatestSteps() {
        ColumnTrail trail = of("orders");
        for (int i = 0; i < 50; i++) {
            trail = trail.thenRenamed("c" + i, "c" + (i + 1), TODAY);
        }

        assertThat(trail.steps()).hasSize(40);
        assertThat(trail.steps().get(0).from()).isEqualTo("c10");
        assertThat(trail.comment()).isEqualTo("orders");
        assertThat(ColumnTrail.parse(trail.render())).isEqualTo(trail);
    }

    @Test
    void tellsTheLatestStepOnce() {
        assertThat(pairs(of("", "a>b", "a>b"))).isEqualTo("a>b");
        assertThat(pairs(of("", "a>b", "b>a", "a>b"))).isEqualTo("a>b b>a a>b");
    }

    @Test
    void keepsItsStepsUnderAnotherComment() {
        assertThat(of("orders", "a>b").withComment("bills").render())
                .isEqualTo("bills [columns: `a` -> `b` 2026-03-04]");
    }

    @Test
    void tellsOnceOfAllColumnsOfOneNameThatWereDropped() {
        assertThat(pairs(of("", "a>", "b>", "a>"))).isEqualTo("a> b>");
        assertThat(pairs(of("", "a>", "c>d").thenDropped("a", TODAY.plusDays(1))))
                .isEqualTo("c>d a>");
        assertThat(pairs(of("", "a>", "c>a", "a>"))).isEqualTo("a> c>a a>");
    }

    @Test
    void isNotLengthenedByAJobThatFailsAgainAndAgain() {
        ColumnTrail trail = of("", "b>", "a>b");
        for (int restart = 0; restart < 50; restart++) {
            String kept = "b__dropped_" + (20260304050607089L + restart);
            trail = trail.thenRenamed("b", kept, TODAY).thenRenamed(kept, "b", TODAY);

            assertThat(pairs(trail)).isEqualTo("b> a>b b>" + kept + " " + kept + ">b");
            assertThat(trail.tellsOfDropBefore("b")).isTrue();
        }
    }

    @Test
    void followsAColumnToItsPresentName() {
        ColumnTrail trail = of("", "a>b", "x>y", "b>c", "y>", "z>y");

        assertThat(trail.nameNow("a", "b")).hasValue("c");
        assertThat(trail.nameNow("b", "c")).hasValue("c");
        assertThat(trail.nameNow("x", "y")).isEmpty();
        assertThat(trail.nameNow("a", "c")).isEmpty();
    }

    @Test
    void tellsOfAnotherColumnThatGotTheNameOfARenamedOne() {
        assertThat(of("", "a>old", "new>a", "old>").tellsOfAnother("a", "old")).isTrue();
        assertThat(of("", "a>t", "b>a", "t>b").tellsOfAnother("a", "t")).isTrue();
        assertThat(of("", "a>b", "b>a").tellsOfAnother("a", "b")).isFalse();
        assertThat(of("", "a>b").tellsOfAnother("a", "b")).isFalse();
        assertThat(of("", "c>a").tellsOfAnother("a", "b")).isFalse();
    }

    @Test
    void tellsOfADropOfTheColumnThatHadTheNameBefore() {
        assertThat(of("", "b>", "a>b").tellsOfDropBefore("b")).isTrue();
        assertThat(of("", "b>", "a>b", "x>y").tellsOfDropBefore("b")).isTrue();
        assertThat(of("", "a>b").tellsOfDropBefore("b")).isFalse();
        assertThat(of("", "b>").tellsOfDropBefore("b")).isFalse();
        // Dropped once more and added: what has the name since is no renamed column.
        assertThat(of("", "b>", "a>b", "b>").tellsOfDropBefore("b")).isFalse();
        assertThat(of("", "b>", "a>b", "b>c").tellsOfDropBefore("b")).isFalse();
    }

    @Test
    void knowsAStepByBothNames() {
        ColumnTrail trail = of("", "a>b", "b>c");

        assertThat(trail.tells("a", "b")).isTrue();
        assertThat(trail.tells("a", "c")).isFalse();
        assertThat(trail.steps()).extracting(Step::from).containsExactly("a", "b");
    }
}
