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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.Collection;
import java.util.Locale;

/** How many exchanges came out as recorded, and in how many of them the texts did too. */
record Score(int total, int same, int sameText) {

    static Score of(Collection<Outcome> outcomes) {
        return new Score(
                outcomes.size(),
                (int) outcomes.stream().filter(Outcome::isSame).count(),
                (int) outcomes.stream().filter(Outcome::isSameText).count());
    }

    double ratio() {
        return total == 0 ? 0 : (double) same / total;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%4d/%4d outcomes %5.1f %%, texts %5.1f %%",
                same,
                total,
                100 * ratio(),
                same == 0 ? 0 : 100.0 * sameText / same);
    }
}
