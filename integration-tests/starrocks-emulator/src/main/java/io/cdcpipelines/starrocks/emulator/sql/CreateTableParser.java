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

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.sql.Statement.DistributionClause;
import io.cdcpipelines.starrocks.emulator.sql.Statement.IndexDefinition;
import io.cdcpipelines.starrocks.emulator.sql.Statement.Keys;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses CREATE TABLE, behind these two words. Confined to the calling thread. */
final class CreateTableParser {
    private final TokenCursor cursor;
    private final VersionProfile profile;

    CreateTableParser(TokenCursor cursor, VersionProfile profile) {
        this.cursor = cursor;
        this.profile = profile;
    }

    /**
     * @param first the word CREATE
     */
    Statement createTable(Token first) throws SqlError {
        boolean ifNotExists = cursor.ifNotExists();
        if (!cursor.peek().isIdentifier()) {
            throw cursor.noViable(first);
        }
        TableName table = tableName(first);
        if (cursor.accept("LIKE")) {
            return new Statement.CreateTableLike(table, ifNotExists, cursor.tableName());
        }
        if (!cursor.isNextSymbol("(") || cursor.peek(1).isSymbol(")")) {
            cursor.acceptSymbol("(");
            throw cursor.noViable(first);
        }
        cursor.expectSymbol("(");
        List<ColumnDefinition> columns = new ArrayList<>();
        List<IndexDefinition> indexes = new ArrayList<>();
        columnsAndIndexes(columns, indexes);
        Optional<String> engine = engine();
        Optional<String> charset = charset(cursor);
        Optional<Keys> keys = keys();
        Optional<String> comment = cursor.comment();
        Optional<PartitionClause> partition = partition();
        Optional<DistributionClause> distribution = distribution();
        List<String> sortKey = cursor.accept("ORDER", "BY") ? cursor.identifierList() : List.of();
        if (cursor.accept("ROLLUP")) {
            // Rollups change the speed of queries and none of their results.
            cursor.skipBrackets();
        }
        Map<String, String> properties = cursor.properties();
        return new Statement.CreateTable(
                table,
                ifNotExists,
                List.copyOf(columns),
                List.copyOf(indexes),
                engine,
                charset,
                keys,
                comment,
                partition,
                distribution,
                sortKey,
                properties);
    }

    private TableName tableName(Token first) throws SqlError {
        if (cursor.peek(1).isSymbol(".") && !cursor.peek(2).isIdentifier()) {
            cursor.next();
            cursor.next();
            throw cursor.noViable(first);
        }
        return cursor.tableName();
    }

    private void columnsAndIndexes(List<ColumnDefinition> columns, List<IndexDefinition> indexes)
            throws SqlError {
        Token separator = cursor.previous();
        do {
            if (cursor.accept("INDEX")) {
                indexes.add(index(cursor));
            } else if (!cursor.peek().isIdentifier()) {
                throw cursor.noViable(separator);
            } else {
                columns.add(new ColumnParser(cursor, profile).column());
            }
            separator = cursor.peek();
        } while (cursor.acceptSymbol(","));
        if (!cursor.acceptSymbol(")")) {
            throw cursor.unexpected("','", "')'");
        }
    }

    /** Behind the word INDEX; of whatever kind an index is. */
    static IndexDefinition index(TokenCursor cursor) throws SqlError {
        String name = cursor.identifier();
        List<String> columns = cursor.identifierList();
        if (cursor.accept("USING")) {
            cursor.next();
            if (cursor.isNextSymbol("(")) {
                cursor.skipBrackets();
            }
        }
        return new IndexDefinition(name, columns, cursor.comment());
    }

    private Optional<String> engine() throws SqlError {
        if (!cursor.accept("ENGINE")) {
            return Optional.empty();
        }
        cursor.expectSymbol("=");
        return Optional.of(cursor.identifier());
    }

    /** Charset and collation of a table or a database, of which only the charset is kept. */
    static Optional<String> charset(TokenCursor cursor) throws SqlError {
        Optional<String> charset = Optional.empty();
        while (true) {
            boolean isDefault = cursor.accept("DEFAULT");
            boolean isCharset =
                    cursor.accept("CHARSET")
                            || cursor.accept("CHAR", "SET")
                            || cursor.accept("CHARACTER", "SET");
            if (!isCharset && !cursor.accept("COLLATE")) {
                if (isDefault) {
                    throw cursor.unexpected("'CHARSET'", "'COLLATE'");
                }
                return charset;
            }
            cursor.acceptSymbol("=");
            String value = cursor.identifierOrString();
            if (isCharset) {
                charset = Optional.of(value);
            }
        }
    }

    private Optional<Keys> keys() throws SqlError {
        KeysModel model;
        switch (cursor.peek().text().toUpperCase(Locale.ROOT)) {
            case "PRIMARY" -> model = KeysModel.PRIMARY_KEYS;
            case "DUPLICATE" -> model = KeysModel.DUP_KEYS;
            case "UNIQUE" -> model = KeysModel.UNIQUE_KEYS;
            case "AGGREGATE" -> model = KeysModel.AGG_KEYS;
            default -> {
                return Optional.empty();
            }
        }
        cursor.next();
        cursor.expect("KEY");
        return Optional.of(new Keys(model, cursor.identifierList()));
    }

    private Optional<PartitionClause> partition() throws SqlError {
        return cursor.accept("PARTITION", "BY")
                ? Optional.of(new PartitionParser(cursor, profile).clause())
                : Optional.empty();
    }

    private Optional<DistributionClause> distribution() throws SqlError {
        if (!cursor.isNext("DISTRIBUTED")) {
            return Optional.empty();
        }
        Token first = cursor.next();
        cursor.expect("BY");
        List<String> columns = List.of();
        if (cursor.accept("HASH")) {
            columns = cursor.identifierList();
        } else if (!cursor.accept("RANDOM")) {
            throw cursor.unexpected("'HASH'", "'RANDOM'");
        }
        long buckets = cursor.accept("BUCKETS") ? cursor.integer() : 0;
        return Optional.of(
                new DistributionClause(columns, buckets, new Span(first, cursor.previous())));
    }
}
