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

package io.cdcpipelines.starrocks.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        "3.5.10-0123abc, true, true",
        "3.5.0, true, true",
        "3.5, true, true",
        "4.0.1-rc1, true, true",
        "10.0.0, true, true",
        "3.4.9-fedcba9, true, false",
        "3.3.14 a1b2c3, true, false",
        "3.3.2, true, false",
        "3.3.1, false, false",
        "3.2.11, false, false",
        "2.5.22, false, false",
        "StarRocks version 3.1.2, false, false",
        "main-abcdef, true, true",
        "UNKNOWN-UNKNOWN, true, true",
        "'', true, true",
    })
    void tellsWhatAServerCanDo(String text, boolean renamesColumns, boolean commentsColumns) {
        ServerVersion version = ServerVersion.parse(text);

        assertThat(version.renamesColumns()).isEqualTo(renamesColumns);
        assertThat(version.commentsColumns()).isEqualTo(commentsColumns);
    }
}
