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

import io.cdcpipelines.starrocks.emulator.sql.Statement.JobKind;
import java.util.Optional;

/** Parses SHOW of what the catalog knows, behind the word SHOW. Confined to the calling thread. */
final class ShowParser {
    private final TokenCursor cursor;

    ShowParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Empty if something else than the catalog is asked for; then nothing has been taken. */
    Optional<Statement> show() throws SqlError {
        if (cursor.isNext("DATABASES") || cursor.isNext("SCHEMAS")) {
            cursor.next();
            skipCatalog();
            return Optional.of(new Statement.ShowDatabases(RowFilterParser.parse(cursor)));
        }
        if (cursor.isNext("TABLES") || cursor.isNext("FULL", "TABLES")) {
            boolean isFull = cursor.accept("FULL");
            cursor.next();
            return Optional.of(
                    new Statement.ShowTables(database(), isFull, RowFilterParser.parse(cursor)));
        }
        if (cursor.accept("TABLE", "STATUS")) {
            return Optional.of(
                    new Statement.ShowTableStatus(database(), RowFilterParser.parse(cursor)));
        }
        if (cursor.isNext("COLUMNS")
                || cursor.isNext("FIELDS")
                || cursor.isNext("FULL", "COLUMNS")
                || cursor.isNext("FULL", "FIELDS")) {
            return Optional.of(columns());
        }
        if (cursor.isNext("INDEX")
                || cursor.isNext("INDEXES")
                || cursor.isNext("KEY")
                || cursor.isNext("KEYS")) {
            cursor.next();
            return Optional.of(new Statement.ShowIndex(tableInDatabase()));
        }
        if (cursor.isNext("PARTITIONS") || cursor.isNext("TEMPORARY", "PARTITIONS")) {
            cursor.accept("TEMPORARY");
            cursor.next();
            cursor.expect("FROM");
            return Optional.of(
                    new Statement.ShowPartitions(
                            cursor.tableName(), RowFilterParser.parse(cursor)));
        }
        if (cursor.accept("DATA", "FROM")) {
            return Optional.of(new Statement.ShowData(cursor.tableName()));
        }
        if (cursor.isNext("CREATE")) {
            return create();
        }
        if (cursor.accept("ALTER")) {
            return Optional.of(alter());
        }
        return Optional.empty();
    }

    private Optional<Statement> create() throws SqlError {
        if (cursor.accept("CREATE", "TABLE")) {
            return Optional.of(new Statement.ShowCreateTable(cursor.tableName()));
        }
        if (cursor.accept("CREATE", "DATABASE") || cursor.accept("CREATE", "SCHEMA")) {
            return Optional.of(new Statement.ShowCreateDatabase(cursor.identifier()));
        }
        return Optional.empty();
    }

    private Statement columns() throws SqlError {
        boolean isFull = cursor.accept("FULL");
        cursor.next();
        TableName table = tableInDatabase();
        return new Statement.ShowColumns(table, isFull, RowFilterParser.parse(cursor));
    }

    private Statement alter() throws SqlError {
        cursor.expect("TABLE");
        JobKind kind;
        if (cursor.accept("COLUMN")) {
            kind = JobKind.COLUMN;
        } else if (cursor.accept("ROLLUP")) {
            kind = JobKind.ROLLUP;
        } else if (cursor.accept("OPTIMIZE")) {
            kind = JobKind.OPTIMIZE;
        } else {
            throw cursor.unexpected("'COLUMN'", "'OPTIMIZE'", "'ROLLUP'");
        }
        Optional<String> database = database();
        return new Statement.ShowAlterTable(kind, database, RowFilterParser.parse(cursor));
    }

    private TableName tableInDatabase() throws SqlError {
        if (!cursor.acceptAny("FROM", "IN")) {
            throw cursor.unexpected("'FROM'", "'IN'");
        }
        TableName table = cursor.tableName();
        Optional<String> database = database();
        return database.isPresent() ? new TableName(database, table.table()) : table;
    }

    private Optional<String> database() throws SqlError {
        return cursor.acceptAny("FROM", "IN")
                ? Optional.of(cursor.tableName().table())
                : Optional.empty();
    }

    private void skipCatalog() throws SqlError {
        if (cursor.acceptAny("FROM", "IN")) {
            cursor.identifierOrString();
        }
    }
}
