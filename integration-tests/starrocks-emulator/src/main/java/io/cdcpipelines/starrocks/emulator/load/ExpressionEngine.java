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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import java.util.Map;

/** Evaluates SQL expressions of load headers. Thread-safe. */
@FunctionalInterface
public interface ExpressionEngine {

    /**
     * The value of an expression.
     *
     * @param variables the columns that it may name, in lower case; values may be null
     */
    Object evaluate(String sql, Map<String, Object> variables) throws LoadException;
}
