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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What the user wants of every table that is created: an immutable value. */
public final class TableOptions implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String REPLICATION_NUM = "replication_num";

    private final Integer buckets;
    private final Map<String, String> properties;

    private TableOptions(Integer buckets, Map<String, String> properties) {
        this.buckets = buckets;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * @param buckets buckets per partition, 1 or more; empty lets the server decide, which servers
     *     before 2.5.7 do not
     * @param properties of {@code PROPERTIES (...)}, by their StarRocks names
     */
    public static TableOptions of(OptionalInt buckets, Map<String, String> properties) {
        if (buckets.isPresent() && buckets.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "A table has 1 or more buckets, got " + buckets.getAsInt());
        }
        return new TableOptions(buckets.isPresent() ? buckets.getAsInt() : null, properties);
    }

    TableOptions withReplicationNum(int count) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(REPLICATION_NUM, Integer.toString(count));
        return new TableOptions(buckets, changed);
    }

    boolean choosesReplicationNum() {
        return properties.containsKey(REPLICATION_NUM);
    }

    OptionalInt buckets() {
        return buckets == null ? OptionalInt.empty() : OptionalInt.of(buckets);
    }

    Map<String, String> properties() {
        return properties;
    }
}
