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
import io.cdcpipelines.starrocks.emulator.sql.AlterClause.Operation;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause.Options;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses ALTER TABLE, behind these two words. Confined to the calling thread. */
final class AlterTableParser {
    private final TokenCursor cursor;
    private final VersionProfile profile;
    private final Token statementStart;

    /**
     * @param statementStart the word ALTER
     */
    AlterTableParser(TokenCursor cursor, VersionProfile profile, Token statementStart) {
        this.cursor = cursor;
        this.profile = profile;
        this.statementStart = statementStart;
    }

    Statement alterTable() throws SqlError {
        TableName table = cursor.tableName();
        if (cursor.isNext("ADD", "ROLLUP") || cursor.isNext("DROP", "ROLLUP")) {
            Operation operation =
                    cursor.isNext("ADD") ? Operation.ADD_ROLLUP : Operation.DROP_ROLLUP;
            return new Statement.AlterTable(table, List.of(rest(operation)));
        }
        List<AlterClause> clauses = new ArrayList<>();
        do {
            clauses.add(clause(clauses.isEmpty()));
        } while (cursor.acceptSymbol(","));
        return new Statement.AlterTable(table, List.copyOf(clauses));
    }

    private AlterClause clause(boolean isFirst) throws SqlError {
        Token first = cursor.peek();
        if (cursor.accept("ADD")) {
            return add(first, isFirst);
        }
        if (cursor.accept("DROP")) {
            return drop(first, isFirst);
        }
        if (cursor.accept("MODIFY")) {
            return modify(first);
        }
        if (cursor.accept("RENAME")) {
            return rename(first);
        }
        if (cursor.accept("ORDER")) {
            cursor.expect("BY");
            return new AlterClause.OrderBy(cursor.identifierList(), options("FROM"));
        }
        if (cursor.accept("SWAP")) {
            cursor.expect("WITH");
            return new AlterClause.SwapWith(cursor.identifier());
        }
        if (cursor.accept("COMMENT")) {
            cursor.expectSymbol("=");
            return new AlterClause.SetComment(cursor.string());
        }
        if (cursor.accept("SET")) {
            return new AlterClause.SetProperties(cursor.propertyList());
        }
        return otherClause();
    }

    private AlterClause otherClause() throws SqlError {
        if (cursor.isNext("TRUNCATE")) {
            return rest(Operation.TRUNCATE_PARTITION);
        }
        if (cursor.isNext("REPLACE")) {
            return rest(Operation.REPLACE_PARTITION);
        }
        if (cursor.isNext("DISTRIBUTED") || cursor.isNext("PARTITION", "BY")) {
            return rest(Operation.OPTIMIZE);
        }
        if (cursor.isNext("COMPACT")
                || cursor.isNext("BASE", "COMPACT")
                || cursor.isNext("CUMULATIVE", "COMPACT")) {
            return rest(Operation.COMPACT);
        }
        throw cursor.unexpected("<EOF>", "';'");
    }

    private AlterClause add(Token first, boolean isFirst) throws SqlError {
        if (cursor.accept("INDEX")) {
            return new AlterClause.AddIndex(CreateTableParser.index(cursor));
        }
        if (cursor.isNext("PARTITION")
                || cursor.isNext("PARTITIONS")
                || cursor.isNext("TEMPORARY")) {
            return rest(Operation.ADD_PARTITION);
        }
        if (!cursor.accept("COLUMN")) {
            throw cursor.noViable(isFirst ? statementStart : first);
        }
        if (cursor.acceptSymbol("(")) {
            return addColumns();
        }
        if (!cursor.peek().isIdentifier()) {
            throw cursor.noViable(first);
        }
        ColumnDefinition column = addedColumn();
        Optional<Position> position = position();
        return new AlterClause.AddColumn(column, position, options("TO", "IN"));
    }

    private AlterClause addColumns() throws SqlError {
        List<ColumnDefinition> columns = new ArrayList<>();
        do {
            columns.add(addedColumn());
        } while (cursor.acceptSymbol(","));
        if (!cursor.acceptSymbol(")")) {
            throw cursor.unexpected("','", "')'");
        }
        return new AlterClause.AddColumns(List.copyOf(columns), options("TO", "IN"));
    }

    private ColumnDefinition addedColumn() throws SqlError {
        ColumnDefinition column = new ColumnParser(cursor, profile).column();
        if (column.isAutoIncrement()) {
            throw SqlErrors.syntax(
                    column.span(),
                    "Column '" + column.name() + "' can not be AUTO_INCREMENT when ADD COLUMN");
        }
        return column;
    }

    private AlterClause drop(Token first, boolean isFirst) throws SqlError {
        if (cursor.accept("INDEX")) {
            return new AlterClause.DropIndex(cursor.identifier());
        }
        if (cursor.isNext("PARTITION")
                || cursor.isNext("PARTITIONS")
                || cursor.isNext("TEMPORARY")) {
            return rest(Operation.DROP_PARTITION);
        }
        if (!cursor.accept("COLUMN")) {
            throw cursor.noViable(isFirst ? statementStart : first);
        }
        return new AlterClause.DropColumn(cursor.identifier(), options("FROM"));
    }

    private AlterClause modify(Token first) throws SqlError {
        if (cursor.isNext("PARTITION")) {
            return rest(Operation.MODIFY_PARTITION);
        }
        if (!cursor.accept("COLUMN")) {
            throw cursor.noViable(first);
        }
        if (cursor.peek().isIdentifier()
                && cursor.peek(1).isKeyword("COMMENT")
                && cursor.peek(2).kind() == Token.Kind.STRING) {
            String column = cursor.identifier();
            if (!profile.knowsModifyColumnComment()) {
                throw cursor.noViable(first);
            }
            cursor.next();
            return new AlterClause.ModifyColumnComment(column, cursor.string());
        }
        ColumnDefinition column = new ColumnParser(cursor, profile).column();
        if (column.isAutoIncrement()) {
            throw SqlErrors.syntax(
                    column.span(),
                    "Column '" + column.name() + "' can not be AUTO_INCREMENT when MODIFY COLUMN");
        }
        Optional<Position> position = position();
        return new AlterClause.ModifyColumn(column, position, options("FROM"));
    }

    private AlterClause rename(Token first) throws SqlError {
        if (cursor.accept("COLUMN")) {
            String from = cursor.identifier();
            cursor.expect("TO");
            return new AlterClause.RenameColumn(from, cursor.identifier());
        }
        boolean isPart = cursor.isNext("PARTITION") || cursor.isNext("ROLLUP");
        if (isPart && cursor.peek(1).isIdentifier()) {
            cursor.next();
            cursor.identifier();
            cursor.identifier();
            return new AlterClause.Other(Operation.RENAME, cursor.textOf(first, cursor.previous()));
        }
        if (!cursor.peek().isIdentifier()) {
            throw cursor.noViable(first);
        }
        String name = cursor.identifier();
        return new AlterClause.RenameTable(name, new Span(first, cursor.previous()));
    }

    private Optional<Position> position() throws SqlError {
        if (cursor.accept("FIRST")) {
            return Optional.of(new Position(Optional.empty()));
        }
        if (cursor.accept("AFTER")) {
            return Optional.of(new Position(Optional.of(cursor.identifier())));
        }
        return Optional.empty();
    }

    /**
     * @param keywords the words that an index can follow
     */
    private Options options(String... keywords) throws SqlError {
        Optional<String> index =
                cursor.acceptAny(keywords) ? Optional.of(cursor.identifier()) : Optional.empty();
        return new Options(index, cursor.properties());
    }

    /** A clause that is kept as written, up to the end of the statement. */
    private AlterClause rest(Operation operation) {
        Token first = cursor.peek();
        while (!cursor.isAtEnd() && !cursor.isNextSymbol(";")) {
            cursor.next();
        }
        return new AlterClause.Other(operation, cursor.textOf(first, cursor.previous()));
    }
}
