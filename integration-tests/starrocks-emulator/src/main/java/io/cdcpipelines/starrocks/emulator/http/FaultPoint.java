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

package io.cdcpipelines.starrocks.emulator.http;

import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.util.List;
import java.util.Optional;

/**
 * The name under which a fault rule can meet a call.
 *
 * @param operation empty for calls that never fail on purpose
 * @param targets its label and its table as {@code db.table}, where it has them
 */
public record FaultPoint(Optional<Operation> operation, List<String> targets) {

    public static final FaultPoint NONE = new FaultPoint(Optional.empty(), List.of());

    public static FaultPoint of(Operation operation, String... targets) {
        return new FaultPoint(Optional.of(operation), List.of(targets));
    }
}
