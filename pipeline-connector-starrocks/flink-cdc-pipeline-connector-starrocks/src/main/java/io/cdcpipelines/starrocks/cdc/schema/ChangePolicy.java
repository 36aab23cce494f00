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

import java.io.Serializable;
import java.util.Objects;

/** How a table follows changes that would cost data: an immutable value. */
public final class ChangePolicy implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TypeConflictPolicy onTypeConflict;
    private final DropTablePolicy onDropTable;

    public ChangePolicy(TypeConflictPolicy onTypeConflict, DropTablePolicy onDropTable) {
        this.onTypeConflict = Objects.requireNonNull(onTypeConflict, "onTypeConflict");
        this.onDropTable = Objects.requireNonNull(onDropTable, "onDropTable");
    }

    TypeConflictPolicy onTypeConflict() {
        return onTypeConflict;
    }

    DropTablePolicy onDropTable() {
        return onDropTable;
    }
}
