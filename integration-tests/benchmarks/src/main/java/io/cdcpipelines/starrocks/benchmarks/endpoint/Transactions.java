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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which transactions are prepared. Thread-safe. */
final class Transactions {
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    void prepare(String label) {
        prepared.add(label);
    }

    boolean isPrepared(String label) {
        return prepared.contains(label);
    }

    void end(String label) {
        prepared.remove(label);
    }
}
