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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.LiteralValues;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes rows of a table from what INSERT and UPDATE give: conversion, defaults, NOT NULL. For one
 * statement and one thread.
 */
final class RowBuilder {
    private final Table table;
    private final LocalDateTime now;
    private final boolean isStrict;
    private long nextAutoIncrement;

    /**
     * @param isStrict whether a value that does not fit refuses the statement; else it is NULL
     */
    RowBuilder(Table table, Clock clock, boolean isStrict) {
        this.table = table;
        this.now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        this.isStrict = isStrict;
    }

    /**
     * @param targets the positions in the table that the values are for
     * @param types the types of the values
     */
    Object[] insert(int[] targets, Object[] values, List<DataType> types) throws SqlError {
        Object[] row = new Object[table.columns().size()];
        boolean[] isGiven = new boolean[row.length];
        for (int i = 0; i < targets.length; i++) {
            isGiven[targets[i]] = values[i] != DEFAULT;
            row[targets[i]] =
                    values[i] == DEFAULT ? null : converted(targets[i], values[i], types.get(i));
        }
        for (int i = 0; i < row.length; i++) {
            Column column = table.columns().get(i);
            if (!isGiven[i] || column.isAutoIncrement() && row[i] == null) {
                row[i] = defaultOf(column, i);
            }
            checkNull(column, row[i]);
        }
        return row;
    }

    /** Stands for the word DEFAULT among the values. */
    static final Object DEFAULT = new Object();

    /** The row with one value changed. */
    void replace(Object[] row, int target, Object value, DataType type) throws SqlError {
        row[target] = converted(target, value, type);
        checkNull(table.columns().get(target), row[target]);
    }

    /** The row with the default of one column. */
    void reset(Object[] row, int target) throws SqlError {
        Column column = table.columns().get(target);
        row[target] = defaultOf(column, target);
        checkNull(column, row[target]);
    }

    private Object converted(int target, Object value, DataType type) throws SqlError {
        if (value == null) {
            return null;
        }
        Optional<Object> converted =
                ColumnConversion.convert(value, type, table.columns().get(target).type());
        if (converted.isEmpty() && isStrict) {
            throw filtered();
        }
        return converted.orElse(null);
    }

    private static void checkNull(Column column, Object value) throws SqlError {
        if (value == null && !column.isNullable()) {
            throw filtered();
        }
    }

    private static SqlError filtered() {
        return SqlErrors.general("Insert has filtered data");
    }

    private Object defaultOf(Column column, int position) {
        if (column.isAutoIncrement()) {
            return nextAutoIncrement(position);
        }
        DefaultValue value = column.defaultValue();
        if (value instanceof DefaultValue.Literal literal) {
            return LiteralValues.parse(column.type(), literal.text());
        }
        if (value instanceof DefaultValue.CurrentTimestamp) {
            return now;
        }
        if (value instanceof DefaultValue.Function function) {
            UUID uuid = UUID.randomUUID();
            return function.name().startsWith("uuid_numeric")
                    ? new BigInteger(uuid.toString().replace("-", ""), 16).shiftRight(1)
                    : uuid.toString();
        }
        return null;
    }

    private long nextAutoIncrement(int position) {
        if (nextAutoIncrement == 0) {
            nextAutoIncrement =
                    table.rows().snapshot().stream()
                            .filter(row -> row[position] != null)
                            .mapToLong(row -> ((Number) row[position]).longValue())
                            .max()
                            .orElse(0);
        }
        return ++nextAutoIncrement;
    }
}
