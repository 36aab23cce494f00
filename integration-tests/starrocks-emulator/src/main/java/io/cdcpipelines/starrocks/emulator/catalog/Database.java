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

package io.cdcpipelines.starrocks.emulator.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A database and its tables by case-sensitive name. Changes only under {@link Cluster#lock()}. */
public final class Database {
    private final long id;
    private String name;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    public Database(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    void name(String newName) {
        name = newName;
    }

    public Optional<Table> table(String tableName) {
        return Optional.ofNullable(tables.get(tableName));
    }

    public Optional<Table> tableById(long tableId) {
        return tables.values().stream().filter(t -> t.id() == tableId).findFirst();
    }

    public Collection<Table> tables() {
        return tables.values();
    }

    public void add(Table table) {
        tables.put(table.name(), table);
    }

    public void remove(Table table) {
        tables.remove(table.name());
    }

    public void rename(Table table, String newName) {
        tables.remove(table.name());
        table.rename(newName);
        tables.put(newName, table);
    }

    /** Exchanges the names of two tables. */
    public void swap(Table a, Table b) {
        String name = a.name();
        remove(a);
        remove(b);
        a.rename(b.name());
        b.rename(name);
        add(a);
        add(b);
    }
}
