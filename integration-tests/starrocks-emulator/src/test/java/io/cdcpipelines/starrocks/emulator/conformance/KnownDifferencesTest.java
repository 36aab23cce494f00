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

import static io.cdcpipelines.starrocks.emulator.VersionProfile.V3_3;
import static io.cdcpipelines.starrocks.emulator.VersionProfile.V3_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.conformance.Outcome.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDifferencesTest {
    private static final String ENTRY = "a | CREATE x | 2 | V3_3 | the emulator keeps one copy\n";

    @Test
    void acceptsAListedDifference() {
        assertThat(parse(ENTRY).violations(List.of(outcome(false)))).isEmpty();
    }

    @Test
    void rejectsAnUnlistedDifference() {
        assertThat(parse("# nothing\n").violations(List.of(outcome(false))))
                .singleElement()
                .asString()
                .startsWith("unlisted difference: a | CREATE x | 2");
    }

    @Test
    void rejectsAnEntryThatNoLongerDiffers() {
        assertThat(parse(ENTRY).violations(List.of(outcome(true))))
                .containsExactly("stale entry, the outcome is as recorded: a | CREATE x | 2");
    }

    @Test
    void rejectsAnEntryForAnExchangeThatDoesNotExist() {
        assertThat(parse(ENTRY).violations(List.of()))
                .containsExactly("stale entry, no such exchange: a | CREATE x | 2");
    }

    @Test
    void keepsEntriesOfOtherVersionsOut() {
        assertThat(KnownDifferences.parse(ENTRY, V3_5).violations(List.of(outcome(true))))
                .isEmpty();
    }

    @Test
    void wantsAReason() {
        assertThatThrownBy(() -> parse("a | CREATE x | 2 | *\n"))
                .hasMessageContaining("line 1: no place or no reason");
    }

    private static KnownDifferences parse(String text) {
        return KnownDifferences.parse(text, V3_3);
    }

    private static Outcome outcome(boolean isSame) {
        return new Outcome(new Key("a", "CREATE x", 2), "CREATE x", isSame, isSame, "detail");
    }
}
