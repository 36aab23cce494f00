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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.format.LoadFormat;
import java.util.List;

/** How the rows of a payload travel, and which of their columns are the key. Immutable. */
final class RowForm {
    private final LoadFormat format;
    private final List<String> keyColumns;

    /**
     * @param keyColumns as the table calls them; none if it keeps rows as they come
     */
    RowForm(LoadFormat format, List<String> keyColumns) {
        this.format = format;
        this.keyColumns = List.copyOf(keyColumns);
    }

    LoadFormat format() {
        return format;
    }

    List<String> keyColumns() {
        return keyColumns;
    }
}
