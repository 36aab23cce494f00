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

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;

/**
 * A schema change that cannot be brought about in StarRocks; names the table and every obstacle.
 */
final class SchemaConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String obstacles;

    SchemaConflictException(TablePath path, List<String> obstacles) {
        this(path, String.join("; ", obstacles));
    }

    SchemaConflictException(TablePath path, String obstacles) {
        super("Table " + path + " cannot follow its source: " + obstacles);
        this.obstacles = obstacles;
    }

    /** The message without the name of the table. */
    String obstacles() {
        return obstacles;
    }
}
