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

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many bytes a primary key takes in the encoding of StarRocks' indexes (2.3 to 4.0). Backends
 * refuse rows whose key takes too many, but only when such a row is loaded. Stateless.
 */
final class KeyWidth {
    /** {@code primary_key_limit_size} of a backend, unless somebody changes it. */
    static final int DEFAULT_LIMIT_BYTES = 128;

    /** Behind a text that others follow. */
    private static final int END_OF_TEXT_BYTES = 2;

    private KeyWidth() {}

    /** What to know before the first row that is refused, if there can be one. */
    static Optional<String> warning(TablePath path, List<StarRocksColumn> key) {
        long bytes = mostBytes(key);
        if (bytes <= DEFAULT_LIMIT_BYTES) {
            return Optional.empty();
        }
        String columns =
                key.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "));
        return Optional.of(
                "A primary key of table "
                        + path
                        + " can take "
                        + bytes
                        + " bytes ("
                        + columns
                        + "), and a row whose key takes more than primary_key_limit_size of the"
                        + " backends, by default "
                        + DEFAULT_LIMIT_BYTES
                        + " bytes, fails the job; raise that setting if there are such rows");
    }

    /**
     * What the longest key takes, texts without NUL characters assumed: each of those takes one
     * byte more unless its column is the last one.
     */
    static long mostBytes(List<StarRocksColumn> key) {
        long bytes = 0;
        for (int i = 0; i < key.size(); i++) {
            bytes += mostBytes(key.get(i).type());
            if (key.get(i).type().isText() && i < key.size() - 1) {
                bytes += END_OF_TEXT_BYTES;
            }
        }
        return bytes;
    }

    private static int mostBytes(StarRocksType type) {
        switch (type.kind()) {
            case BOOLEAN:
            case TINYINT:
                return Byte.BYTES;
            case SMALLINT:
                return Short.BYTES;
            case INT:
            case DATE:
                return Integer.BYTES;
            case BIGINT:
            case DATETIME:
                return Long.BYTES;
            case LARGEINT:
                return 2 * Long.BYTES;
            case VARCHAR:
                return type.length();
            default:
                throw new IllegalArgumentException("A primary key has no " + type + " column");
        }
    }
}
