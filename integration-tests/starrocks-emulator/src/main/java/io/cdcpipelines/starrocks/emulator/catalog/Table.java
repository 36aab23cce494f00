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

import io.cdcpipelines.starrocks.emulator.storage.RowStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of the catalog. Definition and state change only under {@link Cluster#lock()}; its rows
 * have a lock of their own.
 */
public final class Table {
    private final long id;
    private final long databaseId;
    private final KeysModel model;
    private final Optional<String> partitionClause;
    private final SortedMap<String, String> properties;
    private final RowStore rows;
    private final Instant created;
    private String name;
    private String comment;
    private List<Column> columns;
    private List<String> sortKey;
    private Distribution distribution;
    private final Map<String, List<String>> indexes = new TreeMap<>();
    private long indexId;
    private TableState state = TableState.NORMAL;
    private int schemaVersion;

    /**
     * How rows are spread over buckets.
     *
     * @param columns hash columns; empty for RANDOM
     * @param buckets 0 for an automatic number
     */
    public record Distribution(List<String> columns, int buckets) {
        public Distribution {
            columns = List.copyOf(columns);
        }

        public boolean isRandom() {
            return columns.isEmpty();
        }
    }

    /**
     * @param partitionClause the text after {@code PARTITION BY}, kept for SHOW CREATE TABLE
     */
    public Table(
            long id,
            long databaseId,
            String name,
            String comment,
            KeysModel model,
            List<Column> columns,
            List<String> sortKey,
            Distribution distribution,
            Optional<String> partitionClause,
            SortedMap<String, String> properties,
            RowStore rows,
            Instant created) {
        this.id = id;
        this.databaseId = databaseId;
        this.name = name;
        this.comment = comment;
        this.model = model;
        this.columns = List.copyOf(columns);
        this.sortKey = List.copyOf(sortKey);
        this.distribution = distribution;
        this.partitionClause = partitionClause;
        this.properties = new TreeMap<>(properties);
        this.rows = rows;
        this.created = created;
        this.indexId = id;
    }

    public long id() {
        return id;
    }

    public long databaseId() {
        return databaseId;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = newName;
    }

    public String comment() {
        return comment;
    }

    public void comment(String newComment) {
        comment = newComment;
    }

    public Instant created() {
        return created;
    }

    public KeysModel model() {
        return model;
    }

    public List<Column> columns() {
        return columns;
    }

    /** Replaces the definition; the caller brings the rows into the new order. */
    public void columns(List<Column> newColumns) {
        columns = List.copyOf(newColumns);
        schemaVersion++;
    }

    /** Gives a column another name, which is no new version of the schema. */
    public void renameColumn(String from, String to) {
        columns =
                columns.stream()
                        .map(c -> c.name().equalsIgnoreCase(from) ? c.renamed(to) : c)
                        .toList();
        sortKey = renamed(sortKey, from, to);
        distribution =
                new Distribution(renamed(distribution.columns(), from, to), distribution.buckets());
    }

    private static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(n -> n.equalsIgnoreCase(from) ? to : n).toList();
    }

    /** Gives a column another comment, which is no new version of the schema. */
    public void commentColumn(String columnName, String newComment) {
        columns =
                columns.stream()
                        .map(
                                c ->
                                        c.name().equalsIgnoreCase(columnName)
                                                ? c.commented(newComment)
                                                : c)
                        .toList();
    }

    /** The id of the index that holds the rows; a rewriting job makes a new one. */
    public long indexId() {
        return indexId;
    }

    public void indexId(long newIndexId) {
        indexId = newIndexId;
    }

    public int schemaVersion() {
        return schemaVersion;
    }

    /** Column names are case-insensitive. */
    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
    }

    public List<String> sortKey() {
        return sortKey;
    }

    public void sortKey(List<String> newSortKey) {
        sortKey = List.copyOf(newSortKey);
    }

    public Distribution distribution() {
        return distribution;
    }

    /** The columns of each bitmap index, by its name. */
    public Map<String, List<String>> indexes() {
        return indexes;
    }

    public Optional<String> partitionClause() {
        return partitionClause;
    }

    /** The properties as SHOW CREATE TABLE prints them; mutable, sorted by name. */
    public SortedMap<String, String> properties() {
        return properties;
    }

    public TableState state() {
        return state;
    }

    public void state(TableState newState) {
        state = newState;
    }

    public RowStore rows() {
        return rows;
    }
}
