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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFileTest {
    private static final long NOW = Instant.parse("2026-11-20T18:00:07Z").toEpochMilli();

    @TempDir private Path directory;

    private DeadLetterFile file() {
        return new DeadLetterFile(directory.resolve("a/b").toString(), () -> NOW);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("a/b"))) {
            return files.sorted().collect(Collectors.toList());
        }
    }

    @Test
    void isThereWithItsFirstRecordAndEndsWhenItIsCompleted() throws IOException {
        try (DeadLetterFile file = file()) {
            assertThat(file.isOpen()).isFalse();
            assertThat(directory.resolve("a")).doesNotExist();

            file.append("first");
            file.append("sécond");

            assertThat(file.isOpen()).isTrue();
            assertThat(files()).hasSize(1);
            assertThat(files().get(0)).hasContent("first\nsécond\n");
            assertThat(files().get(0).getFileName().toString())
                    .matches("rejected-20261120T180007-[0-9a-f]{8}\\.jsonl");

            file.complete();

            assertThat(file.isOpen()).isFalse();
            file.append("third");
            assertThat(files()).hasSize(2);
        }
        for (Path file : files()) {
            assertThat(Files.readString(file)).isIn("first\nsécond\n", "third\n");
        }
    }

    @Test
    void canBeCompletedAndClosedWithoutARecord() throws IOException {
        DeadLetterFile file = file();
        file.complete();
        file.close();
        file.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesAUri() throws IOException {
        try (DeadLetterFile file =
                new DeadLetterFile(directory.resolve("a/b").toUri().toString(), () -> NOW)) {
            file.append("x");
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void saysWhereItCannotBe() throws IOException {
        Path taken = Files.createFile(directory.resolve("taken"));
        String below = taken.resolve("below").toString();

        assertThatThrownBy(() -> DeadLetterFile.checkWritable(below))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(below)
                .hasMessageContaining("sink.rejected-rows.path");
        assertThatThrownBy(() -> new DeadLetterFile(below, () -> NOW).append("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(below);
    }

    @Test
    void saysThatNobodyKnowsTheFileSystem() {
        assertThatThrownBy(() -> DeadLetterFile.checkWritable("nobody-knows://bucket/rejected"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody-knows://bucket/rejected")
                .hasMessageContaining("sink.rejected-rows.path");
    }

    @Test
    void leavesNothingBehindAfterTheCheck() throws IOException {
        DeadLetterFile.checkWritable(directory.resolve("a/b").toString());
        assertThat(files()).isEmpty();
    }
}
