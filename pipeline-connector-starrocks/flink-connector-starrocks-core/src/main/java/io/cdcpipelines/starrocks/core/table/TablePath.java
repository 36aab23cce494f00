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

package io.cdcpipelines.starrocks.core.table;

import java.io.Serializable;
import java.util.Objects;

/**
 * The database and name of a StarRocks table, exactly as the server stores them: both are
 * case-sensitive and neither is quoted here.
 */
public final class TablePath implements Serializable, Comparable<TablePath> {
    private static final long serialVersionUID = 1L;

    private final String database;
    private final String table;

    private TablePath(String database, String table) {
        this.database = database;
        this.table = table;
    }

    /**
     * @throws IllegalArgumentException if one of the names is empty
     */
    public static TablePath of(String database, String table) {
        if (database.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException(
                    "A table path needs a database and a table, got '"
                            + database
                            + "' and '"
                            + table
                            + "'");
        }
        return new TablePath(database, table);
    }

    public String database() {
        return database;
    }

    public String table() {
        return table;
    }

    @Override
    public int compareTo(TablePath other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TablePath
                && ((TablePath) other).database.equals(database)
                && ((TablePath) other).table.equals(table);
    }

    @Override
    public int hashCode() {
        return Objects.hash(database, table);
    }

    /** {@code database.table}, unquoted, for messages. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
