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

import io.cdcpipelines.starrocks.cdc.table.RenameTrail.Step;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenameTrailTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private static String pairs(RenameTrail trail) {
        return trail.steps().stream()
                .map(step -> step.from() + ">" + step.to())
                .collect(Collectors.joining(" "));
    }

    private static RenameTrail of(String comment, String... pairs) {
        RenameTrail trail = RenameTrail.parse(comment);
        for (String pair : pairs) {
            trail = trail.then(pair.split(">")[0], pair.split(">")[1], TODAY);
        }
        return trail;
    }

    @Test
    void standsBehindTheCommentForPeopleToRead() {
        assertThat(of("orders", "a>b", "b>c").render())
                .isEqualTo("orders [renamed: `a` -> `b` 2026-03-04, `b` -> `c` 2026-03-04]");
        assertThat(of("", "a>b").render()).isEqualTo("[renamed: `a` -> `b` 2026-03-04]");
        assertThat(of("orders").render()).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "orders ",
                " ",
                "[renamed: ]",
                "[renamed: `a` -> `b`]",
                "orders [renamed: `a` -> `b` 2026-03-04",
                "orders [renamed: `a` -> `b` 2026-03-04] of shops",
                "orders[renamed: `a` -> `b` 2026-03-04]",
                "orders [renamed: `a` -> `b` 2026-03-04,`b` -> `c` 2026-03-04]",
                "orders [renamed: `` -> `b` 2026-03-04]",
            })
    void leavesACommentThatHasNoneAsItIs(String comment) {
        RenameTrail none = RenameTrail.parse(comment);

        assertThat(none.comment()).isEqualTo(comment);
        assertThat(none.steps()).isEmpty();
        assertThat(none.render()).isEqualTo(comment);
        RenameTrail one = RenameTrail.parse(of(comment, "x>y").render());
        assertThat(one.comment()).isEqualTo(comment);
        assertThat(pairs(one)).isEqualTo("x>y");
    }

    @Test
    void isReadAsItWasWrittenWhateverTheNames() {
        String[] parts = {
            "a",
            "[renamed: ",
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
            "'\\''"
        };
        Random random = new Random(20261120);
        for (int round = 0; round < 2000; round++) {
            RenameTrail trail = RenameTrail.parse(text(parts, random, random.nextInt(4)));
            String comment = trail.comment();
            int steps = random.nextInt(5);
            for (int i = 0; i < steps; i++) {
                trail =
                        trail.then(
                                text(parts, random, 1 + random.nextInt(4)),
                                text(parts, random, 1 + random.nextInt(4)),
                                TODAY);
            }

            RenameTrail read = RenameTrail.parse(trail.render());
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
        RenameTrail trail = of("", "a>b").then("b", "c", TODAY.plusDays(1));

        assertThat(pairs(trail.then("x", "y", TODAY.plusDays(30)))).isEqualTo("a>b b>c x>y");
        assertThat(pairs(trail.then("x", "y", TODAY.plusDays(31)))).isEqualTo("b>c x>y");
    }

    @Test
    void keepsTheFortyLatestSteps() {
        RenameTrail trail = of("orders");
        for (int i = 0; i < 50; i++) {
            trail = trail.then("c" + i, "c" + (i + 1), TODAY);
        }

        assertThat(trail.steps()).hasSize(40);
        assertThat(trail.steps().get(0).from()).isEqualTo("c10");
        assertThat(trail.comment()).isEqualTo("orders");
        assertThat(RenameTrail.parse(trail.render())).isEqualTo(trail);
    }

    @Test
    void tellsTheLatestStepOnce() {
        assertThat(pairs(of("", "a>b", "a>b"))).isEqualTo("a>b");
        assertThat(pairs(of("", "a>b", "b>a", "a>b"))).isEqualTo("a>b b>a a>b");
    }

    @Test
    void keepsItsStepsUnderAnotherComment() {
        assertThat(of("orders", "a>b").withComment("bills").render())
                .isEqualTo("bills [renamed: `a` -> `b` 2026-03-04]");
    }

    @Test
    void forgetsAllThatLeadsToADroppedColumn() {
        assertThat(pairs(of("", "a>b", "x>y", "b>c").without("c"))).isEqualTo("x>y");
        assertThat(pairs(of("", "a>b", "b>c").without("b"))).isEqualTo("a>b b>c");
        assertThat(pairs(of("", "a>b", "b>a", "a>b").without("b"))).isEmpty();
        assertThat(of("orders", "a>b").without("b").render()).isEqualTo("orders");
    }

    @Test
    void knowsAStepByBothNames() {
        RenameTrail trail = of("", "a>b", "b>c");

        assertThat(trail.tells("a", "b")).isTrue();
        assertThat(trail.tells("a", "c")).isFalse();
        assertThat(trail.steps()).extracting(Step::to).containsExactly("b", "c");
    }
}
