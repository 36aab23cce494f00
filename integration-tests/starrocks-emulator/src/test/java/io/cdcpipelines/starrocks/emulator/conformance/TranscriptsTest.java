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
import io.cdcpipelines.starrocks.emulator.conformance.Outcome.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The data itself: complete, and every exchange can be named. */
class TranscriptsTest {

    @Test
    void holdTheWholeRecord() {
        Map<String, Long> recorded =
                Transcripts.all().stream()
                        .collect(Collectors.toMap(Transcript::name, Transcript::scored));

        assertThat(recorded)
                .hasSize(28)
                .containsEntry("a5-column-names", 47L)
                .containsEntry("c3-modify-type", 650L);
        assertThat(recorded.values()).allMatch(count -> count > 0);
        assertThat(recorded.values().stream().mapToLong(Long::longValue).sum())
                .isGreaterThan(2_200);
    }

    @Test
    void everyExchangeHasANameOfItsOwn() {
        List<Key> keys = new ArrayList<>();
        for (Transcript transcript : Transcripts.all()) {
            for (Transcript.Scenario scenario : transcript.scenarios()) {
                keys.add(new Key(transcript.name(), scenario.title(), 0));
            }
        }

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void everyAnswerFitsItsRequest() {
        for (Transcript transcript : Transcripts.all()) {
            for (Transcript.Scenario scenario : transcript.scenarios()) {
                for (Exchange exchange : scenario.exchanges()) {
                    for (VersionProfile profile : exchange.answers().keySet()) {
                        assertThat(fits(exchange.request(), exchange.answerOf(profile)))
                                .as("%s:%d", transcript.name(), exchange.line())
                                .isTrue();
                    }
                }
            }
        }
    }

    private static boolean fits(Request request, Answer answer) {
        if (request instanceof Request.Http) {
            return answer instanceof Answer.HttpReply;
        }
        if (request instanceof Request.NewestJob) {
            return answer instanceof Answer.Job || answer instanceof Answer.NoJob;
        }
        if (request instanceof Request.Columns) {
            return answer instanceof Answer.ColumnList;
        }
        if (request instanceof Request.Unreachable) {
            return answer instanceof Answer.NotForClients;
        }
        return answer instanceof Answer.Accepted
                || answer instanceof Answer.Refused
                || answer instanceof Answer.Rows
                || answer instanceof Answer.Texts;
    }
}
