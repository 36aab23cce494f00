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

package io.cdcpipelines.starrocks.core.load;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** One kind of answer and what it means. Immutable. */
final class AnswerRule {

    /** An answer as rules look at it. */
    static final class Seen {
        private final int http;
        private final String status;
        private final String message;
        private final boolean isJobFinished;

        /**
         * @param status in upper case, empty if the body is no answer of StarRocks
         * @param message in lower case
         */
        Seen(int http, String status, String message, boolean isJobFinished) {
            this.http = http;
            this.status = status;
            this.message = message;
            this.isJobFinished = isJobFinished;
        }
    }

    /** What an answer has to be like. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(Seen seen);
    }

    private static final Condition NEVER = seen -> false;

    private final String words;
    private final Condition condition;
    private final Verdict verdict;

    private AnswerRule(String words, Condition condition, Verdict verdict) {
        this.words = words;
        this.condition = condition;
        this.verdict = verdict;
    }

    /** A rule that lacks its verdict. */
    static final class Draft {
        private final String words;
        private final Condition condition;

        private Draft(String words, Condition condition) {
            this.words = words;
            this.condition = condition;
        }

        /** And the text has one of these in it. */
        Draft saying(String... fragments) {
            return new Draft(
                    words + ", text with " + quoted(fragments),
                    seen -> condition.holds(seen) && hasOneOf(seen.message, fragments));
        }

        /** And the load that has the label is through. */
        Draft ofFinishedJob() {
            return new Draft(
                    words + " by a job that is `FINISHED`",
                    seen -> condition.holds(seen) && seen.isJobFinished);
        }

        AnswerRule means(Verdict verdict) {
            return new AnswerRule(words, condition, verdict);
        }
    }

    /** A request without an answer. */
    static Draft ending(Ending ending) {
        return new Draft(ending.toString(), NEVER);
    }

    static Draft http(String words, IntPredicate codes) {
        return new Draft("HTTP " + words, seen -> codes.test(seen.http));
    }

    /** A body that is no JSON object with a status, or has something behind it. */
    static Draft noAnswerOfStarRocks() {
        return new Draft("a body that is not an answer", seen -> seen.status.isEmpty());
    }

    static Draft status(String... statuses) {
        List<String> all = List.of(statuses);
        return new Draft("status " + quoted(statuses), seen -> all.contains(seen.status));
    }

    /** Whatever the status is, the text has one of these in it. */
    static Draft saying(String... fragments) {
        return new Draft(
                "text with " + quoted(fragments), seen -> hasOneOf(seen.message, fragments));
    }

    static Draft anythingElse() {
        return new Draft("anything else", seen -> true);
    }

    private static boolean hasOneOf(String message, String... fragments) {
        for (String fragment : fragments) {
            if (message.contains(fragment)) {
                return true;
            }
        }
        return false;
    }

    private static String quoted(String... texts) {
        return Arrays.stream(texts).map(text -> "`" + text + "`").collect(Collectors.joining(", "));
    }

    boolean fits(Seen seen) {
        return condition.holds(seen);
    }

    boolean isFor(Ending ending) {
        return words.equals(ending.toString());
    }

    /** The answer in words, from which nothing is missing that the rule looks at. */
    String words() {
        return words;
    }

    Verdict verdict() {
        return verdict;
    }
}
