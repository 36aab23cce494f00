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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a result of H2 back into StarRocks' types. A column that comes straight from a table keeps
 * the type it has there. For one thread.
 */
final class ResultReader {
    private static final int MAX_DECIMAL_PRECISION = 38;

    /** The precision that H2 gives to the sum of a BIGINT, which StarRocks leaves a BIGINT. */
    private static final int BIGINT_SUM_PRECISION = 29;

    /** With that precision, what H2 gives to the average of a BIGINT, here a DOUBLE. */
    private static final int BIGINT_AVERAGE_SCALE = 10;

    /** Reads one value of the current row; null for NULL. */
    @FunctionalInterface
    private interface Reader {
        Object read(ResultSet rows, int column) throws SQLException;
    }

    private final Map<String, QueryTable> tables;

    /**
     * @param tables by the name that H2 knows them by
     */
    ResultReader(Map<String, QueryTable> tables) {
        this.tables = tables;
    }

    StatementResult.Rows read(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<ResultColumn> columns = new ArrayList<>();
        Reader[] readers = new Reader[meta.getColumnCount()];
        for (int i = 0; i < readers.length; i++) {
            DataType type = type(meta, i + 1);
            columns.add(new ResultColumn(meta.getColumnLabel(i + 1), type));
            readers[i] = reader(type.kind());
        }
        List<Object[]> rows = new ArrayList<>();
        while (result.next()) {
            Object[] row = new Object[readers.length];
            for (int i = 0; i < readers.length; i++) {
                row[i] = readers[i].read(result, i + 1);
            }
            rows.add(row);
        }
        return new StatementResult.Rows(columns, rows);
    }

    private DataType type(ResultSetMetaData meta, int column) throws SQLException {
        Optional<DataType> declared = declaredType(meta, column);
        if (declared.isPresent()) {
            return declared.get();
        }
        // What H2 computes from doubles, such as their sum; its digits would be those of a DECIMAL.
        if (meta.getColumnTypeName(column).equals("DECFLOAT")) {
            return DataType.of(TypeKind.DOUBLE);
        }
        int precision = meta.getPrecision(column);
        int scale = meta.getScale(column);
        return switch (meta.getColumnType(column)) {
            case Types.BOOLEAN, Types.BIT -> DataType.of(TypeKind.BOOLEAN);
            case Types.TINYINT -> DataType.of(TypeKind.TINYINT);
            case Types.SMALLINT -> DataType.of(TypeKind.SMALLINT);
            case Types.INTEGER -> DataType.of(TypeKind.INT);
            case Types.BIGINT -> DataType.of(TypeKind.BIGINT);
            case Types.REAL -> DataType.of(TypeKind.FLOAT);
            case Types.FLOAT, Types.DOUBLE -> DataType.of(TypeKind.DOUBLE);
            case Types.NUMERIC, Types.DECIMAL -> numeric(precision, scale);
            case Types.DATE -> DataType.of(TypeKind.DATE);
            case Types.TIMESTAMP -> DataType.of(TypeKind.DATETIME);
            case Types.BINARY, Types.VARBINARY, Types.BLOB -> DataType.of(TypeKind.VARBINARY);
            default -> DataType.sized(TypeKind.VARCHAR, 0);
        };
    }

    private Optional<DataType> declaredType(ResultSetMetaData meta, int column)
            throws SQLException {
        QueryTable table = tables.get(meta.getTableName(column));
        if (table == null) {
            return Optional.empty();
        }
        String name = meta.getColumnName(column);
        return table.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(QueryTable.Field::type)
                .findFirst();
    }

    private static DataType numeric(int precision, int scale) {
        if (scale == 0 && precision == BIGINT_SUM_PRECISION) {
            return DataType.of(TypeKind.BIGINT);
        }
        if (scale == BIGINT_AVERAGE_SCALE && precision == BIGINT_SUM_PRECISION) {
            return DataType.of(TypeKind.DOUBLE);
        }
        if (scale == 0 && precision > MAX_DECIMAL_PRECISION) {
            return DataType.of(TypeKind.LARGEINT);
        }
        return DataType.decimal(
                Math.min(precision, MAX_DECIMAL_PRECISION), Math.min(scale, MAX_DECIMAL_PRECISION));
    }

    private static Reader reader(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> (rows, i) -> nullable(rows, rows.getBoolean(i));
            case TINYINT, SMALLINT, INT -> (rows, i) -> nullable(rows, rows.getInt(i));
            case BIGINT -> (rows, i) -> nullable(rows, rows.getLong(i));
            case LARGEINT -> ResultReader::wholeNumber;
            case FLOAT -> (rows, i) -> nullable(rows, rows.getFloat(i));
            case DOUBLE -> (rows, i) -> nullable(rows, rows.getDouble(i));
            case DECIMAL -> ResultSet::getBigDecimal;
            case DATE -> (rows, i) -> rows.getObject(i, LocalDate.class);
            case DATETIME -> (rows, i) -> rows.getObject(i, LocalDateTime.class);
            case VARBINARY -> ResultSet::getBytes;
            default -> ResultSet::getString;
        };
    }

    private static Object wholeNumber(ResultSet rows, int column) throws SQLException {
        BigDecimal value = rows.getBigDecimal(column);
        return value == null ? null : value.toBigInteger();
    }

    private static Object nullable(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }
}
