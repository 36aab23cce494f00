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

package io.cdcpipelines.starrocks.emulator.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One clause of ALTER TABLE. */
public sealed interface AlterClause {

    /** The name under which a conflict of two clauses is reported. */
    enum Operation {
        SCHEMA_CHANGE,
        RENAME,
        SWAP,
        ALTER_COMMENT,
        MODIFY_TABLE_PROPERTY,
        ADD_PARTITION,
        DROP_PARTITION,
        TRUNCATE_PARTITION,
        REPLACE_PARTITION,
        MODIFY_PARTITION,
        OPTIMIZE,
        ADD_ROLLUP,
        DROP_ROLLUP,
        COMPACT
    }

    Operation operation();

    /** A clause that changes the columns and may be combined with others of its kind. */
    sealed interface SchemaChange extends AlterClause {
        @Override
        default Operation operation() {
            return Operation.SCHEMA_CHANGE;
        }

        /** None, unless the clause has some. */
        default Options options() {
            return Options.NONE;
        }
    }

    /**
     * What can follow a clause on columns.
     *
     * @param index the index that the clause is restricted to
     */
    record Options(Optional<String> index, Map<String, String> properties) {
        static final Options NONE = new Options(Optional.empty(), Map.of());
    }

    /** FIRST, or AFTER a column. */
    record Position(Optional<String> after) {
        public boolean isFirst() {
            return after.isEmpty();
        }
    }

    record AddColumn(ColumnDefinition column, Optional<Position> position, Options options)
            implements SchemaChange {}

    record AddColumns(List<ColumnDefinition> columns, Options options) implements SchemaChange {}

    record DropColumn(String column, Options options) implements SchemaChange {}

    record ModifyColumn(ColumnDefinition column, Optional<Position> position, Options options)
            implements SchemaChange {}

    record ModifyColumnComment(String column, String comment) implements SchemaChange {}

    /** ORDER BY: a new sort key, or a new order of all columns. */
    record OrderBy(List<String> columns, Options options) implements SchemaChange {}

    record AddIndex(Statement.IndexDefinition index) implements SchemaChange {}

    record DropIndex(String index) implements SchemaChange {}

    record RenameColumn(String from, String to) implements AlterClause {
        @Override
        public Operation operation() {
            return Operation.RENAME;
        }
    }

    record RenameTable(String name, Span span) implements AlterClause {
        @Override
        public Operation operation() {
            return Operation.RENAME;
        }
    }

    record SwapWith(String table) implements AlterClause {
        @Override
        public Operation operation() {
            return Operation.SWAP;
        }
    }

    record SetComment(String comment) implements AlterClause {
        @Override
        public Operation operation() {
            return Operation.ALTER_COMMENT;
        }
    }

    record SetProperties(Map<String, String> properties) implements AlterClause {
        @Override
        public Operation operation() {
            return Operation.MODIFY_TABLE_PROPERTY;
        }
    }

    /** A clause on partitions, rollups or the distribution, kept as written. */
    record Other(Operation operation, String text) implements AlterClause {}
}
