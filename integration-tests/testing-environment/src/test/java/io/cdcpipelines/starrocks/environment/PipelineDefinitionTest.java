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

package io.cdcpipelines.starrocks.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineDefinitionTest {

    private static final PipelineDefinition EXAMPLE =
            PipelineDefinition.of(
                    """
                    # comment
                    source:
                      type: mysql
                      port: 3306

                    sink:
                      type: starrocks
                      port: none""");

    @Test
    void replacesAValueInItsSectionOnly() {
        assertThat(EXAMPLE.with("source", "port", 1234).toString())
                .isEqualTo(
                        """
                        # comment
                        source:
                          type: mysql
                          port: 1234

                        sink:
                          type: starrocks
                          port: none""");
    }

    @Test
    void addsKeysAndSectionsThatAreNotThere() {
        assertThat(
                        EXAMPLE.with("sink", "password", "it's: #1")
                                .with("pipeline", "parallelism", 2)
                                .toString())
                .isEqualTo(
                        """
                        # comment
                        source:
                          type: mysql
                          port: 3306

                        sink:
                          password: 'it''s: #1'
                          type: starrocks
                          port: none
                        pipeline:
                          parallelism: 2""");
    }

    @Test
    void removesAKeyFromItsSectionOnly() {
        assertThat(EXAMPLE.without("sink", "port").toString())
                .isEqualTo(
                        """
                        # comment
                        source:
                          type: mysql
                          port: 3306

                        sink:
                          type: starrocks""");
    }
}
