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

package io.cdcpipelines.starrocks.benchmarks.corpus;

import java.util.List;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;

/**
 * Changes of one table that are made before anything is measured, to be written again and again.
 * Immutable.
 *
 * @param table makes the table known to a sink
 * @param changes with keys from 0 on, each key once
 */
public record Corpus(CreateTableEvent table, List<DataChangeEvent> changes) {

    public Corpus {
        changes = List.copyOf(changes);
    }
}
