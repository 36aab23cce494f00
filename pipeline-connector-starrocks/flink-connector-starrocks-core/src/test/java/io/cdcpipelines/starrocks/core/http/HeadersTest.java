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

package io.cdcpipelines.starrocks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers arrive as they are, and one header is never two. */
class HeadersTest {

    private static String wire(Headers headers) {
        return new String(headers.encoded(), StandardCharsets.UTF_8);
    }

    @Test
    void travelInUtf8() {
        assertThat(wire(Headers.of("table", "bücher列"))).isEqualTo("table: bücher列\r\n");
        assertThat(wire(Headers.of(Map.of("columns", "`größe`"))))
                .isEqualTo("columns: `größe`\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nlabel: x", "a\nb", "a\rb", "a\0b", "a\u000bb", "a\fb"})
    void endWhereTheirValueEnds(String value) {
        String line = wire(Headers.of("table", value));
        assertThat(line).endsWith("\r\n");
        assertThat(line.substring(0, line.length() - 2)).doesNotContainPattern("[\\x00-\\x1f]");
    }

    @Test
    void areGivenOnce() {
        Headers shared = Headers.of(Map.of("format", "json"));
        HttpCall call = HttpCall.put("/", null).with(shared);
        assertThatThrownBy(() -> call.with("format", "csv"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format");
    }
}
