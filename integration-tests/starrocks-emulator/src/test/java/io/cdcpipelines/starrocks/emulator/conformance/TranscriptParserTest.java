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

import io.cdcpipelines.starrocks.emulator.conformance.Request.Http;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Header;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptParserTest {

    @Test
    void readsScenariosWithPreparationsAndStatements() {
        Transcript transcript =
                parse(
                        """
                        # A comment.
                        == names
                        setup> CREATE DATABASE d
                        sql> CREATE TABLE d.`a
                        .b` (id INT)
                        -> ok
                        == errors
                        sql> USE nodb
                        3.5-> error 5501 3F000 Unknown database 'nodb'
                        3.3-> error 1049 42000 other words
                        """);

        assertThat(transcript.scenarios())
                .extracting(Transcript.Scenario::title)
                .containsExactly("names", "errors");
        List<Exchange> names = transcript.scenarios().get(0).exchanges();
        assertThat(names.get(0).isScored()).isFalse();
        assertThat(names.get(1).request())
                .isEqualTo(new Request.Statement("CREATE TABLE d.`a\nb` (id INT)"));
        assertThat(names.get(1).answerOf(V3_3)).isEqualTo(new Answer.Accepted());
        Exchange use = transcript.scenarios().get(1).exchanges().get(0);
        assertThat(use.answerOf(V3_5))
                .isEqualTo(new Answer.Refused(5501, "3F000", "Unknown database 'nodb'"));
        assertThat(use.answerOf(V3_3)).isEqualTo(new Answer.Refused(1049, "42000", "other words"));
        assertThat(transcript.scored()).isEqualTo(2);
    }

    @Test
    void readsRowsWithEmptyCellsAndLineBreaks() {
        Transcript transcript =
                parse(
                        """
                        == rows
                        sql> SHOW CREATE TABLE t
                        -> rows
                        | Table | Extra | Create |
                        | t |  | first
                        .second␠ |
                        """);

        assertThat(only(transcript).answerOf(V3_5))
                .isEqualTo(
                        new Answer.Rows(
                                true,
                                List.of("Table", "Extra", "Create"),
                                List.of(List.of("t", "", "first\nsecond "))));
    }

    @Test
    void readsHttpRequestsAndReplies() {
        Transcript transcript =
                parse(
                        """
                        == http
                        http> any PUT /api/d/t/_stream_load
                        > user: root:
                        > Expect: 100-continue
                        ~ 1⇥2⏎
                        -> http 200 OK
                        | content-type: ‹any›
                        ~ {"Status": "OK"}
                        """);

        assertThat(only(transcript).request())
                .isEqualTo(
                        new Http(
                                Node.ANY,
                                "PUT",
                                "/api/d/t/_stream_load",
                                List.of(
                                        new Header("user", "root:"),
                                        new Header("Expect", "100-continue")),
                                Optional.of("1\t2\n")));
        assertThat(only(transcript).answerOf(V3_3))
                .isEqualTo(
                        new Answer.HttpReply(
                                200,
                                List.of(new Header("content-type", "‹any›")),
                                Optional.of("{\"Status\": \"OK\"}")));
    }

    @Test
    void readsJobs() {
        Transcript transcript =
                parse(
                        """
                        == jobs
                        job> d.t
                        -> job FINISHED at once
                        job> d.t
                        -> job CANCELLED later user cancelled
                        job> d.t
                        -> job none
                        """);

        assertThat(transcript.scenarios().get(0).exchanges())
                .extracting(exchange -> exchange.answerOf(V3_5))
                .containsExactly(
                        new Answer.Job("FINISHED", true, ""),
                        new Answer.Job("CANCELLED", false, "user cancelled"),
                        new Answer.NoJob());
    }

    @Test
    void spellsOutATypeMatrix() {
        Transcript transcript =
                parse(
                        """
                        types> INT; BIGINT
                        from> INT
                        to> BIGINT
                        from> BIGINT
                        refused> INT -> Can not change BIGINT to INT
                        """);

        assertThat(transcript.scenarios())
                .extracting(Transcript.Scenario::title)
                .containsExactly(
                        "set-up",
                        "INT to INT",
                        "INT to BIGINT",
                        "BIGINT to INT",
                        "BIGINT to BIGINT");
        assertThat(transcript.scenarios().get(3).exchanges().get(1).answerOf(V3_3))
                .isEqualTo(new Answer.Refused(1064, "42000", "Can not change BIGINT to INT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "== s\\nsql> SELECT 1; t:2: a preparation has no answer",
                "== s\\nsql> SELECT 1\\n3.5-> ok; t:2: every version has an answer",
                "== s\\nsql> SELECT 1\\n-> ok\\n3.5-> ok; t:4: a second answer",
                "== s\\nshout> hello\\n-> ok; t:2: unknown verb shout",
                "== s\\nsql> SELECT 1\\n-> maybe; t:3: unknown answer maybe",
                "sql> SELECT 1\\n-> ok; t:1: expected '== '"
            })
    void saysWhereAFileIsWrong(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static Transcript parse(String text) {
        return TranscriptParser.parse("t", text);
    }

    private static Exchange only(Transcript transcript) {
        return transcript.scenarios().get(0).exchanges().get(0);
    }
}
