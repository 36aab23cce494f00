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

package io.cdcpipelines.starrocks.cdc.table;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * What the user wants of every table: an immutable value, the same for the one who creates tables
 * and for the one who writes rows. For each setting the first rule that matches and has it wins,
 * then what the schema says, then what holds for all tables.
 */
public final class TableRules implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody said anything. */
    public static final TableRules NONE = of(List.of(), TableSettings.NONE);

    private final List<TableRule> rules;
    private final TableSettings allTables;

    private TableRules(List<TableRule> rules, TableSettings allTables) {
        this.rules = rules;
        this.allTables = allTables;
    }

    /**
     * @param rules in the order in which they win
     */
    public static TableRules of(List<TableRule> rules, TableSettings allTables) {
        return new TableRules(List.copyOf(rules), Objects.requireNonNull(allTables, "allTables"));
    }

    /** What is said anywhere: of all tables, and by each rule. */
    public List<TableSettings> all() {
        List<TableSettings> all = new ArrayList<>(List.of(allTables));
        rules.forEach(rule -> all.add(rule.settings()));
        return all;
    }

    /** The settings of a table whatever its schema. */
    public TableSettings of(TablePath path) {
        return ofRules(path).over(allTables);
    }

    /** The settings of a table with this schema. */
    public TableSettings of(TablePath path, Schema schema) {
        return ofRules(path).over(TableSettings.ofSchema(schema)).over(allTables);
    }

    private TableSettings ofRules(TablePath path) {
        TableSettings found = TableSettings.NONE;
        for (TableRule rule : rules) {
            if (rule.isFor(path)) {
                found = found.over(rule.settings());
            }
        }
        return found;
    }
}
