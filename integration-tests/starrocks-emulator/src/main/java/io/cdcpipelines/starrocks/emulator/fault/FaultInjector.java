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

package io.cdcpipelines.starrocks.emulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules by which operations fail, and the count of faults that happened. Thread-safe: tests add
 * rules while servers ask.
 */
public final class FaultInjector {

    private static final class Rule {
        private final Operation operation;
        private final Predicate<String> target;
        private final Fault fault;
        private int callsToSkip;
        private int timesLeft;

        private Rule(
                Operation operation,
                Predicate<String> target,
                Fault fault,
                int callsToSkip,
                int timesLeft) {
            this.operation = operation;
            this.target = target;
            this.fault = fault;
            this.callsToSkip = callsToSkip;
            this.timesLeft = timesLeft;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final BodyPace bodyPace = new BodyPace();
    private long injected;

    /**
     * Adds a rule.
     *
     * @param target tells by label, table ({@code db.table}) or statement text whether a call is
     *     meant; servers ask once for each name that a call has
     * @param nthCall the first matching call that fails, counted from 1
     * @param times how many matching calls fail from there on
     */
    public synchronized void add(
            Operation operation, Predicate<String> target, int nthCall, int times, Fault fault) {
        rules.add(new Rule(operation, target, fault, nthCall - 1, times));
    }

    /** Fails the next call of the operation, whatever its target. */
    public void failNext(Operation operation, Fault fault) {
        add(operation, target -> true, 1, 1, fault);
    }

    /** Called by a server once per call, before its effect: the fault of this call, if any. */
    public synchronized Optional<Fault> next(Operation operation, String... targets) {
        for (Rule rule : rules) {
            if (rule.operation != operation || rule.timesLeft == 0 || !matches(rule, targets)) {
                continue;
            }
            if (rule.callsToSkip > 0) {
                rule.callsToSkip--;
                continue;
            }
            rule.timesLeft--;
            injected++;
            return Optional.of(rule.fault);
        }
        return Optional.empty();
    }

    private static boolean matches(Rule rule, String[] targets) {
        for (String target : targets) {
            if (rule.target.test(target)) {
                return true;
            }
        }
        return targets.length == 0 && rule.target.test("");
    }

    /** How fast servers read; not changed by {@link #clear()}. */
    public BodyPace bodyPace() {
        return bodyPace;
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** How many faults have happened since the start. */
    public synchronized long injected() {
        return injected;
    }
}
