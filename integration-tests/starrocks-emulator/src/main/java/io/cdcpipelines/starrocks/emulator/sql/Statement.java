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

import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed statement: grammar only, nothing of it is checked against the catalog. */
public sealed interface Statement {

    record CreateDatabase(String database, boolean ifNotExists) implements Statement {}

    record DropDatabase(String database, boolean ifExists, boolean isForced) implements Statement {}

    record RecoverDatabase(String database) implements Statement {}

    record UseDatabase(String database) implements Statement {}

    /**
     * @param sortKey the columns of ORDER BY, empty without one
     */
    record CreateTable(
            TableName table,
            boolean ifNotExists,
            List<ColumnDefinition> columns,
            List<IndexDefinition> indexes,
            Optional<String> engine,
            Optional<String> charset,
            Optional<Keys> keys,
            Optional<String> comment,
            Optional<PartitionClause> partition,
            Optional<DistributionClause> distribution,
            List<String> sortKey,
            Map<String, String> properties)
            implements Statement {}

    record CreateTableLike(TableName table, boolean ifNotExists, TableName source)
            implements Statement {}

    record DropTable(TableName table, boolean ifExists, boolean isForced) implements Statement {}

    record RecoverTable(TableName table) implements Statement {}

    /**
     * @param partitions empty for the whole table
     */
    record TruncateTable(TableName table, List<String> partitions) implements Statement {}

    record AlterTable(TableName table, List<AlterClause> clauses) implements Statement {}

    /** CANCEL ALTER TABLE; ROLLUP and OPTIMIZE jobs do not exist here. */
    record CancelAlterTable(TableName table, JobKind kind) implements Statement {}

    record ShowDatabases(RowFilter filter) implements Statement {}

    record ShowTables(Optional<String> database, boolean isFull, RowFilter filter)
            implements Statement {}

    record ShowTableStatus(Optional<String> database, RowFilter filter) implements Statement {}

    record ShowCreateDatabase(String database) implements Statement {}

    record ShowCreateTable(TableName table) implements Statement {}

    record ShowColumns(TableName table, boolean isFull, RowFilter filter) implements Statement {}

    record Describe(TableName table) implements Statement {}

    record RenameDatabase(String from, String to) implements Statement {}

    /** SET DATA QUOTA or SET REPLICA QUOTA, neither of which limits anything here. */
    record SetDatabaseQuota(String database) implements Statement {}

    record ShowIndex(TableName table) implements Statement {}

    record ShowPartitions(TableName table, RowFilter filter) implements Statement {}

    record ShowData(TableName table) implements Statement {}

    record ShowAlterTable(JobKind kind, Optional<String> database, RowFilter filter)
            implements Statement {}

    /** SELECT, VALUES, INSERT, UPDATE, DELETE, WITH and EXPLAIN, kept as written. */
    record Query(String text, List<Token> tokens) implements Statement {}

    /** What concerns sessions, users and the cluster, kept as written. */
    record Administration(String text, List<Token> tokens) implements Statement {}

    /** What SHOW ALTER TABLE lists. */
    enum JobKind {
        COLUMN,
        ROLLUP,
        OPTIMIZE
    }

    record Keys(KeysModel model, List<String> columns) {}

    record IndexDefinition(String name, List<String> columns, Optional<String> comment) {}

    /**
     * @param function the function whose results make the partitions, in lower case
     * @param columns the partition columns
     * @param partitions those that are listed one by one
     * @param text what follows {@code PARTITION BY}, as written
     */
    record PartitionClause(
            PartitionKind kind,
            Optional<String> function,
            List<String> columns,
            List<Partition> partitions,
            String text) {

        /** Stands for the word MAXVALUE among the values of a partition. */
        public static final String MAX_VALUE = "\0MAXVALUE";
    }

    /**
     * @param values the upper bound; or both bounds; or each value of a list. A bound without
     *     values is MAXVALUE
     */
    record Partition(String name, PartitionBound bound, List<List<String>> values) {}

    enum PartitionBound {
        LESS_THAN,
        FIXED_RANGE,
        LIST
    }

    enum PartitionKind {
        RANGE,
        LIST,
        EXPRESSION
    }

    /**
     * @param columns empty for RANDOM
     * @param buckets 0 for an automatic number
     */
    record DistributionClause(List<String> columns, long buckets, Span span) {}
}
