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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes schema changes into the log of the job manager. Stateless. */
enum ChangeLog implements ChangeJournal {
    OF_CHANGES {
        @Override
        public void executed(SqlStatement statement, Duration time) {
            LOG.info(
                    "Changed {} in {} ms: {}",
                    statement.subject(),
                    time.toMillis(),
                    statement.sql());
        }
    },
    OF_A_DRY_RUN {
        @Override
        public void executed(SqlStatement statement, Duration time) {
            LOG.info("Dry run: would change {}: {}", statement.subject(), statement.sql());
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(SchemaChangeExecution.class);

    @Override
    public void warn(String warning) {
        LOG.warn("{}", warning);
    }
}
