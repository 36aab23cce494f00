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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Counts the rows in bodies of JSON: objects one after the other, or in arrays. One thread. */
final class RowCount {
    private static final JsonFactory JSON = new JsonFactory();

    /** The first column of all tables of the benchmarks, and their key. */
    private static final String KEY = "id";

    private record Row(String table, long key) {}

    private final Set<Row> distinct = new HashSet<>();
    private long rows;

    void add(String table, byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    rows++;
                    distinct.add(new Row(table, key(parser)));
                }
            }
        }
    }

    /** Reads the object to its end. */
    private static long key(JsonParser parser) throws IOException {
        long key = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isKey = parser.currentName().equals(KEY);
            parser.nextToken();
            if (isKey) {
                key = parser.getLongValue();
            }
            parser.skipChildren();
        }
        return key;
    }

    long rows() {
        return rows;
    }

    long distinctRows() {
        return distinct.size();
    }
}
