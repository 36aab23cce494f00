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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement.CreateTable;
import io.cdcpipelines.starrocks.emulator.sql.Statement.DistributionClause;
import io.cdcpipelines.starrocks.emulator.sql.Statement.IndexDefinition;
import io.cdcpipelines.starrocks.emulator.sql.Statement.Keys;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionClause;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a CREATE TABLE in the order in which StarRocks does. Thread-safe. */
final class CreateTableAnalyzer {
    private static final int MAX_COLUMNS = 10_000;
    private static final Set<String> OTHER_ENGINES =
            Set.of(
                    "mysql",
                    "broker",
                    "elasticsearch",
                    "hive",
                    "iceberg",
                    "hudi",
                    "jdbc",
                    "file",
                    "paimon",
                    "deltalake");

    private final VersionProfile profile;
    private final ColumnAnalyzer columnAnalyzer;

    CreateTableAnalyzer(VersionProfile profile) {
        this.profile = profile;
        columnAnalyzer = new ColumnAnalyzer(profile);
    }

    TableDraft analyze(CreateTable statement) throws SqlError {
        checkEngine(statement.engine());
        checkCharset(statement.charset());
        checkAutoIncrement(statement.columns());
        Keys keys = KeyAnalyzer.keys(statement);
        List<String> sortKey = KeyAnalyzer.sortKey(statement, keys);
        List<Column> columns = columns(statement, keys);
        for (ColumnDefinition definition : statement.columns()) {
            GeneratedColumns.refuse(
                    definition, keys.model(), name -> find(columns, name).map(Column::type));
        }
        if (statement.partition().isPresent()) {
            PartitionAnalyzer.check(statement.partition().get(), columns, keys.model(), profile);
        }
        Table.Distribution distribution = distribution(statement, keys, columns);
        checkIndexes(statement.indexes(), columns);
        return new TableDraft(
                keys.model(),
                columns,
                sortKey,
                distribution,
                statement.partition().map(PartitionClause::text),
                statement.comment().orElse(""),
                statement.properties());
    }

    private static void checkEngine(Optional<String> engine) throws SqlError {
        String name = engine.orElse("olap").toLowerCase(Locale.ROOT);
        if (OTHER_ENGINES.contains(name)) {
            throw SqlErrors.analyzing("Create " + name + " table should not contain keys desc");
        }
        if (!name.equals("olap")) {
            throw SqlErrors.analyzing("Unknown engine name: " + engine.orElse(""));
        }
    }

    private static void checkCharset(Optional<String> charset) throws SqlError {
        String name = charset.orElse("utf8");
        if (name.equalsIgnoreCase("gbk")) {
            throw SqlErrors.analyzing("charset name " + name + " is not supported yet");
        }
        if (!name.equalsIgnoreCase("utf8")) {
            throw SqlErrors.analyzing("Unknown charset name: " + name);
        }
    }

    private static void checkAutoIncrement(List<ColumnDefinition> columns) throws SqlError {
        int count = 0;
        for (ColumnDefinition column : columns) {
            if (!column.isAutoIncrement()) {
                continue;
            }
            count++;
            if (column.isNullable().orElse(false)) {
                throw SqlErrors.syntax(
                        column.span(),
                        "AUTO_INCREMENT column " + column.name() + " must be NOT NULL");
            }
            if (column.type().filter(t -> t.kind() == TypeKind.BIGINT).isEmpty()) {
                throw SqlErrors.analyzing(
                        column.span(), "The AUTO_INCREMENT column must be BIGINT");
            }
            if (count > 1) {
                throw SqlErrors.analyzing(
                        column.span(),
                        "More than one AUTO_INCREMENT column defined in CREATE TABLE Statement");
            }
        }
    }

    private List<Column> columns(CreateTable statement, Keys keys) throws SqlError {
        List<ColumnDefinition> definitions = statement.columns();
        if (definitions.size() > MAX_COLUMNS) {
            throw SqlErrors.analyzing(
                    1117,
                    "42000",
                    "The number of columns in a table must be less than or equal to "
                            + MAX_COLUMNS
                            + ", current column count is "
                            + definitions.size());
        }
        List<Column> columns = new ArrayList<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ColumnDefinition definition : definitions) {
            boolean isKey = definition.isKey() || columns.size() < keys.columns().size();
            try {
                columns.add(columnAnalyzer.column(definition, keys.model(), isKey));
            } catch (ColumnAnalyzer.Refusal e) {
                throw SqlErrors.analyzing(e.getMessage());
            }
            if (!names.add(definition.name())) {
                throw SqlErrors.analyzing(
                        1060, "42S21", "Duplicate column name '" + definition.name() + "'");
            }
        }
        return columns;
    }

    private static Table.Distribution distribution(
            CreateTable statement, Keys keys, List<Column> columns) throws SqlError {
        if (statement.distribution().isEmpty()) {
            return defaultDistribution(keys.model(), columns);
        }
        DistributionClause clause = statement.distribution().get();
        if (clause.columns().isEmpty()) {
            checkRandom(clause, keys, columns);
        }
        List<String> names = new ArrayList<>();
        for (String name : clause.columns()) {
            Column column =
                    find(columns, name)
                            .orElseThrow(
                                    () ->
                                            SqlErrors.analyzing(
                                                    "Distribution column("
                                                            + name
                                                            + ") doesn't exist."));
            if (names.contains(column.name())) {
                throw SqlErrors.analyzing("Duplicated distribution column " + name);
            }
            if (!TypeRules.canBeKey(column.type())) {
                throw SqlErrors.analyzing(
                        TypeNames.primitive(column.type())
                                + " column can not be distribution column");
            }
            if (!column.isKey() && keys.model() != KeysModel.DUP_KEYS) {
                throw SqlErrors.general("Distribution column[" + name + "] is not key column");
            }
            names.add(column.name());
        }
        return new Table.Distribution(names, (int) Math.min(clause.buckets(), Integer.MAX_VALUE));
    }

    private static Table.Distribution defaultDistribution(KeysModel model, List<Column> columns)
            throws SqlError {
        return switch (model) {
            case PRIMARY_KEYS -> new Table.Distribution(keyNames(columns), 0);
            case DUP_KEYS -> new Table.Distribution(List.of(), 0);
            default ->
                    throw SqlErrors.analyzing(
                            "Currently not support default distribution in " + model);
        };
    }

    private static List<String> keyNames(List<Column> columns) {
        return columns.stream().filter(Column::isKey).map(Column::name).toList();
    }

    /** Rows of one key that replace each other have to meet in one bucket. */
    private static void checkRandom(DistributionClause clause, Keys keys, List<Column> columns)
            throws SqlError {
        boolean isReplacing =
                columns.stream()
                        .flatMap(c -> c.aggregation().stream())
                        .anyMatch(a -> a.startsWith("REPLACE"));
        boolean isAllowed =
                keys.model() == KeysModel.DUP_KEYS
                        || (keys.model() == KeysModel.AGG_KEYS && !isReplacing);
        if (!isAllowed) {
            throw SqlErrors.analyzing(
                    clause.span(),
                    ModelNames.sql(keys.model())
                            + (isReplacing ? " with replace " : "")
                            + " must use hash distribution");
        }
    }

    private static void checkIndexes(List<IndexDefinition> indexes, List<Column> columns)
            throws SqlError {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (IndexDefinition index : indexes) {
            for (String name : index.columns()) {
                if (find(columns, name).isEmpty()) {
                    throw SqlErrors.analyzing(
                            index.name()
                                    + " column does not exist in table. invalid column: "
                                    + name);
                }
            }
            if (!names.add(index.name())) {
                throw SqlErrors.analyzing("index name must be unique");
            }
        }
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
}
