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

package io.cdcpipelines.starrocks.emulator.load.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {

    @Test
    void readsWhatItWrites() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        for (int length = 1; length <= all.length; length++) {
            byte[] bytes = Arrays.copyOf(all, length);

            assertThat(Base64Text.decode(Base64Text.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void hasNoTextForNoBytes() {
        assertThat(Base64Text.encode(new byte[0])).isNull();
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            nullValues = "null",
            value = {
                "'', null",
                "=, ''",
                "====, ''",
                "' ', ''",
                "AP8=, 00ff",
                "AP8, 00ff",
                "AA==, 00",
                "AA, 00",
                "A, ''",
                "A=B, null",
                "A==, ''",
                "'A P\t8\r\n=', 00ff",
                "AP8=AP8=, 00ff003f",
                "AP8%, null",
                "AP8é, null",
            })
    void readsTextAsStarRocksDoes(String text, String hex) {
        byte[] decoded = Base64Text.decode(text);

        assertThat(decoded == null ? null : HexFormat.of().formatHex(decoded)).isEqualTo(hex);
    }
}
