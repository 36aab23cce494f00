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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement.CreateTable;
import io.cdcpipelines.starrocks.emulator.sql.Statement.Keys;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and checks the key and the sort key of a new table. Thread-safe. */
final class KeyAnalyzer {
    private static final int MAX_SHORT_KEY_COLUMNS = 3;
    private static final int MAX_SHORT_KEY_BYTES = 36;

    private KeyAnalyzer() {}

    /** The key of the statement, or the one that StarRocks derives; checked. */
    static Keys keys(CreateTable statement) throws SqlError {
        Keys keys =
                statement.keys().isPresent()
                        ? statement.keys().get()
                        : derived(statement.columns());
        check(keys, statement.columns());
        return keys;
    }

    private static Keys derived(List<ColumnDefinition> columns) throws SqlError {
        if (columns.stream().anyMatch(c -> c.aggregation().isPresent())) {
            List<String> names =
                    columns.stream()
                            .filter(c -> c.aggregation().isEmpty())
                            .map(ColumnDefinition::name)
                            .toList();
            return new Keys(KeysModel.AGG_KEYS, names);
        }
        List<String> names = shortKey(columns);
        if (names.isEmpty()) {
            ColumnDefinition first = columns.get(0);
            throw SqlErrors.analyzing(
                    "Data type of first column cannot be "
                            + first.type().map(TypeNames::inErrors).orElse(first.typeName()));
        }
        return new Keys(KeysModel.DUP_KEYS, names);
    }

    /** The leading columns that make a short key: at most three, 36 bytes, and one VARCHAR last. */
    private static List<String> shortKey(List<ColumnDefinition> columns) {
        List<String> names = new ArrayList<>();
        int bytes = 0;
        for (ColumnDefinition column : columns) {
            Optional<DataType> type = column.type().filter(TypeRules::canBeKey);
            if (type.isEmpty()) {
                return names;
            }
            bytes += keyBytes(type.get());
            boolean isTooMuch =
                    names.size() >= MAX_SHORT_KEY_COLUMNS || bytes > MAX_SHORT_KEY_BYTES;
            if (isTooMuch && !(names.isEmpty() && TypeRules.isString(type.get()))) {
                return names;
            }
            names.add(column.name());
            if (isTooMuch || type.get().kind() == TypeKind.VARCHAR) {
                return names;
            }
        }
        return names;
    }

    private static int keyBytes(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT -> 1;
            case SMALLINT -> 2;
            case INT, DATE -> 4;
            case BIGINT, DATETIME -> 8;
            case LARGEINT, DECIMAL -> 16;
            case CHAR -> type.length();
            default -> 20;
        };
    }

    private static void check(Keys keys, List<ColumnDefinition> columns) throws SqlError {
        if (keys.columns().size() > columns.size()) {
            throw SqlErrors.analyzing(
                    "The number of key columns should be less than the number of columns.");
        }
        for (int i = 0; i < keys.columns().size(); i++) {
            String key = keys.columns().get(i);
            ColumnDefinition column = columns.get(i);
            if (!column.name().equalsIgnoreCase(key)) {
                throw misplaced(key, columns);
            }
            if (column.aggregation().isPresent()) {
                throw SqlErrors.analyzing(
                        "Key column[" + column.name() + "] should not specify aggregate type.");
            }
            if (keys.model() == KeysModel.PRIMARY_KEYS) {
                checkPrimaryKey(column);
            }
        }
        for (ColumnDefinition column : columns.subList(keys.columns().size(), columns.size())) {
            checkValueColumn(keys.model(), column);
        }
    }

    private static SqlError misplaced(String key, List<ColumnDefinition> columns) {
        boolean exists = columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(key));
        return exists
                ? SqlErrors.analyzing(
                        "Key columns must be the first few columns of the schema and the order  of"
                                + " the key columns must be consistent with the order of the"
                                + " schema")
                : SqlErrors.analyzing("Key column(" + key + ") doesn't exist.");
    }

    private static void checkPrimaryKey(ColumnDefinition column) throws SqlError {
        if (column.isNullable().orElse(false)) {
            throw SqlErrors.analyzing(
                    "primary key column[" + column.name() + "] cannot be nullable");
        }
        Optional<DataType> type = column.type();
        if (type.isPresent() && !TypeRules.canBePrimaryKey(type.get())) {
            throw SqlErrors.analyzing(
                    "primary key column["
                            + column.name()
                            + "] type not supported: "
                            + TypeNames.declared(type.get()));
        }
    }

    private static void checkValueColumn(KeysModel model, ColumnDefinition column) throws SqlError {
        boolean isAggregated = column.aggregation().isPresent();
        if (model == KeysModel.AGG_KEYS && !isAggregated) {
            throw SqlErrors.analyzing(
                    model
                            + " table should specify aggregate type for non-key column["
                            + column.name()
                            + "]");
        }
        if (model != KeysModel.AGG_KEYS
                && isAggregated
                && !column.aggregation().get().equals("REPLACE")) {
            throw SqlErrors.analyzing(
                    model
                            + " table should not specify aggregate type for non-key column["
                            + column.name()
                            + "]");
        }
    }

    /** Checks ORDER BY; the names come back as the columns spell them. */
    static List<String> sortKey(CreateTable statement, Keys keys) throws SqlError {
        List<String> names = new ArrayList<>();
        for (String sorted : statement.sortKey()) {
            ColumnDefinition column =
                    statement.columns().stream()
                            .filter(c -> c.name().equalsIgnoreCase(sorted))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            SqlErrors.analyzing(
                                                    "Unknown column '"
                                                            + sorted
                                                            + "' does not exist"));
            checkSorted(keys, column);
            names.add(column.name());
        }
        boolean isSameAsKey =
                names.size() == keys.columns().size()
                        && names.stream()
                                .allMatch(
                                        n -> keys.columns().stream().anyMatch(n::equalsIgnoreCase));
        boolean mustBeKey =
                keys.model() == KeysModel.AGG_KEYS || keys.model() == KeysModel.UNIQUE_KEYS;
        if (!names.isEmpty() && mustBeKey && !isSameAsKey) {
            throw SqlErrors.analyzing(
                    "The sort columns of "
                            + ModelNames.sql(keys.model())
                            + " table must be same with key columns");
        }
        return names;
    }

    private static void checkSorted(Keys keys, ColumnDefinition column) throws SqlError {
        Optional<DataType> type = column.type();
        boolean isAccepted =
                type.isEmpty()
                        || (keys.model() == KeysModel.PRIMARY_KEYS
                                ? TypeRules.canBePrimaryKey(type.get())
                                : TypeRules.canBeKey(type.get()));
        if (!isAccepted) {
            throw SqlErrors.analyzing(
                    "sort key column["
                            + column.name()
                            + "] type not supported: "
                            + TypeNames.declared(type.get()));
        }
    }
}
