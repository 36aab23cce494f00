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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Replays every recorded statement and request against an emulator on real sockets, in both
 * versions. Each difference has to be listed with a reason, and nothing else may be listed.
 */
class ConformanceTest {
    private static final double LEAST_RATIO = 0.95;

    /** One scenario per pair of types: so many that they must not carry the rest. */
    private static final String TYPE_MATRIX = "c3-modify-type";

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void answersLikeTheRecordedFrontends(VersionProfile profile) {
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        for (Transcript transcript : Transcripts.all()) {
            try (Server server = EmulatorServer.start(profile);
                    Replay replay = new Replay(server, profile)) {
                outcomes.put(transcript.name(), replay.play(transcript));
            }
        }

        List<Outcome> all = outcomes.values().stream().flatMap(List::stream).toList();
        List<Outcome> withoutMatrix = new ArrayList<>(all);
        withoutMatrix.removeAll(outcomes.get(TYPE_MATRIX));
        Report report = new Report(profile, outcomes);
        report.write();
        System.out.print(report.table());
        assertThat(KnownDifferences.parse(Transcripts.knownDifferences(), profile).violations(all))
                .isEmpty();
        assertThat(Score.of(all).ratio()).isGreaterThanOrEqualTo(LEAST_RATIO);
        assertThat(Score.of(withoutMatrix).ratio()).isGreaterThanOrEqualTo(LEAST_RATIO);
    }
}
