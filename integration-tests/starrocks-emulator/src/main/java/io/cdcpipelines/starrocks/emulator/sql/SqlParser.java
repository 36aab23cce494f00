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
import io.cdcpipelines.starrocks.emulator.sql.Statement.JobKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Parses SQL text into its statements. A mistake anywhere refuses the whole text, before any of its
 * statements is executed.
 *
 * <p>Confined to the calling thread.
 */
public final class SqlParser {
    private static final Set<String> QUERIES =
            Set.of("SELECT", "VALUES", "WITH", "INSERT", "UPDATE", "DELETE", "EXPLAIN");

    private final VersionProfile profile;
    private final TokenCursor cursor;
    private final String text;

    private SqlParser(String text, VersionProfile profile) throws SqlError {
        this.text = text;
        this.profile = profile;
        this.cursor = new TokenCursor(text, Lexer.tokens(text));
    }

    public static List<Statement> statements(String text, VersionProfile profile) throws SqlError {
        return new SqlParser(text, profile).statements();
    }

    private List<Statement> statements() throws SqlError {
        List<Statement> statements = new ArrayList<>();
        while (!cursor.isAtEnd()) {
            if (cursor.acceptSymbol(";")) {
                continue;
            }
            statements.add(statement());
            if (!cursor.acceptSymbol(";")) {
                cursor.expectEnd();
            }
        }
        return statements;
    }

    private Statement statement() throws SqlError {
        Token first = cursor.peek();
        String word = first.text().toUpperCase(Locale.ROOT);
        if (QUERIES.contains(word) || first.isSymbol("(")) {
            return query(first);
        }
        Optional<Statement> statement =
                switch (first.kind() == Token.Kind.WORD ? word : "") {
                    case "CREATE" -> create(first);
                    case "DROP" -> drop();
                    case "ALTER" -> alter(first);
                    case "TRUNCATE" -> Optional.of(truncate(first));
                    case "SHOW" -> show();
                    case "DESC", "DESCRIBE" -> Optional.of(describe(first));
                    case "USE" -> use();
                    case "RECOVER" -> recover();
                    case "CANCEL" -> cancel();
                    default -> Optional.empty();
                };
        if (statement.isPresent()) {
            return statement.get();
        }
        if (AdministrationForms.isFirst(first)) {
            if (!AdministrationForms.isBegun(first, cursor.peek(1))) {
                cursor.next();
                throw cursor.noViable(first);
            }
            String kept = rest(first);
            return new Statement.Administration(kept, cursor.takenSince(first));
        }
        throw cursor.unexpected(
                "'SELECT'", "'CREATE'", "'ALTER'", "'DROP'", "'SHOW'", "'SET'", "'('", "';'");
    }

    private Statement query(Token first) {
        String kept = rest(first);
        return new Statement.Query(kept, cursor.takenSince(first));
    }

    private Optional<Statement> create(Token first) throws SqlError {
        if (cursor.isNext("CREATE", "TABLE") || cursor.isNext("CREATE", "EXTERNAL", "TABLE")) {
            if (isQueryBehindTable()) {
                return Optional.of(query(first));
            }
            cursor.next();
            cursor.accept("EXTERNAL");
            cursor.next();
            return Optional.of(new CreateTableParser(cursor, profile).createTable(first));
        }
        if (cursor.accept("CREATE", "DATABASE") || cursor.accept("CREATE", "SCHEMA")) {
            boolean ifNotExists = cursor.ifNotExists();
            String name = cursor.tableName().table();
            CreateTableParser.charset(cursor);
            cursor.properties();
            return Optional.of(new Statement.CreateDatabase(name, ifNotExists));
        }
        if (cursor.accept("CREATE", "INDEX")) {
            return Optional.of(createIndex());
        }
        return Optional.empty();
    }

    /** Whether CREATE TABLE is followed by AS and a query before its text ends. */
    private boolean isQueryBehindTable() {
        int depth = 0;
        for (int i = 0; cursor.peek(i).kind() != Token.Kind.END; i++) {
            Token token = cursor.peek(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (token.isSymbol(";")) {
                return false;
            } else if (depth == 0 && token.isKeyword("AS")) {
                return true;
            }
        }
        return false;
    }

    private Statement createIndex() throws SqlError {
        String name = cursor.identifier();
        cursor.expect("ON");
        TableName table = cursor.tableName();
        List<String> columns = cursor.identifierList();
        if (cursor.accept("USING")) {
            cursor.next();
        }
        Statement.IndexDefinition index =
                new Statement.IndexDefinition(name, columns, cursor.comment());
        return new Statement.AlterTable(table, List.of(new AlterClause.AddIndex(index)));
    }

    private Optional<Statement> drop() throws SqlError {
        if (cursor.accept("DROP", "TABLE") || cursor.accept("DROP", "TEMPORARY", "TABLE")) {
            boolean ifExists = cursor.ifExists();
            TableName table = cursor.tableName();
            return Optional.of(new Statement.DropTable(table, ifExists, cursor.accept("FORCE")));
        }
        if (cursor.accept("DROP", "DATABASE") || cursor.accept("DROP", "SCHEMA")) {
            boolean ifExists = cursor.ifExists();
            String name = cursor.tableName().table();
            return Optional.of(new Statement.DropDatabase(name, ifExists, cursor.accept("FORCE")));
        }
        if (cursor.accept("DROP", "INDEX")) {
            String name = cursor.identifier();
            cursor.expect("ON");
            return Optional.of(
                    new Statement.AlterTable(
                            cursor.tableName(), List.of(new AlterClause.DropIndex(name))));
        }
        return Optional.empty();
    }

    private Optional<Statement> alterDatabase() throws SqlError {
        String name = cursor.identifier();
        if (cursor.accept("RENAME")) {
            return Optional.of(new Statement.RenameDatabase(name, cursor.identifier()));
        }
        cursor.expect("SET");
        if (cursor.accept("REPLICA", "QUOTA")) {
            cursor.integer();
        } else if (cursor.accept("DATA", "QUOTA")) {
            cursor.identifier();
        } else {
            cursor.propertyList();
        }
        return Optional.of(new Statement.SetDatabaseQuota(name));
    }

    private Optional<Statement> alter(Token first) throws SqlError {
        if (cursor.accept("ALTER", "DATABASE")) {
            return alterDatabase();
        }
        return cursor.accept("ALTER", "TABLE")
                ? Optional.of(new AlterTableParser(cursor, profile, first).alterTable())
                : Optional.empty();
    }

    private Statement truncate(Token first) throws SqlError {
        cursor.next();
        if (!cursor.accept("TABLE")) {
            throw cursor.noViable(first);
        }
        TableName table = cursor.tableName();
        cursor.accept("TEMPORARY");
        List<String> partitions = List.of();
        if (cursor.acceptAny("PARTITION", "PARTITIONS")) {
            partitions =
                    cursor.isNextSymbol("(")
                            ? cursor.identifierList()
                            : List.of(cursor.identifier());
        }
        return new Statement.TruncateTable(table, partitions);
    }

    private Optional<Statement> show() throws SqlError {
        if (isCatalogShow()) {
            cursor.next();
            return new ShowParser(cursor).show();
        }
        return Optional.empty();
    }

    /** Whether SHOW asks for something that {@link ShowParser} knows. */
    private boolean isCatalogShow() {
        int next =
                cursor.peek(1).isKeyword("FULL") || cursor.peek(1).isKeyword("TEMPORARY") ? 2 : 1;
        Token token = cursor.peek(next);
        Token second = cursor.peek(next + 1);
        return switch (token.text().toUpperCase(Locale.ROOT)) {
            case "DATABASES",
                    "SCHEMAS",
                    "TABLES",
                    "COLUMNS",
                    "FIELDS",
                    "INDEX",
                    "INDEXES",
                    "KEY",
                    "KEYS",
                    "PARTITIONS" ->
                    true;
            case "TABLE" -> second.isKeyword("STATUS");
            case "DATA" -> second.isKeyword("FROM");
            case "CREATE" ->
                    second.isKeyword("TABLE")
                            || second.isKeyword("DATABASE")
                            || second.isKeyword("SCHEMA");
            case "ALTER" -> second.isKeyword("TABLE");
            default -> false;
        };
    }

    private Statement describe(Token first) throws SqlError {
        Token object = cursor.peek(1);
        if (object.kind() == Token.Kind.END || object.isSymbol(";")) {
            cursor.next();
            throw cursor.unexpected("a legal identifier");
        }
        if (!object.isIdentifier() || object.isKeyword("VERBOSE") || object.isKeyword("COSTS")) {
            return query(first);
        }
        cursor.next();
        TableName table = cursor.tableName();
        cursor.accept("ALL");
        return new Statement.Describe(table);
    }

    private Optional<Statement> use() throws SqlError {
        if (!cursor.peek(1).isIdentifier()) {
            return Optional.empty();
        }
        cursor.next();
        return Optional.of(new Statement.UseDatabase(cursor.tableName().table()));
    }

    private Optional<Statement> recover() throws SqlError {
        if (cursor.accept("RECOVER", "TABLE")) {
            return Optional.of(new Statement.RecoverTable(cursor.tableName()));
        }
        if (cursor.accept("RECOVER", "DATABASE")) {
            return Optional.of(new Statement.RecoverDatabase(cursor.identifier()));
        }
        return Optional.empty();
    }

    private Optional<Statement> cancel() throws SqlError {
        if (!cursor.accept("CANCEL", "ALTER", "TABLE")) {
            return Optional.empty();
        }
        JobKind kind = JobKind.COLUMN;
        if (!cursor.accept("COLUMN")) {
            if (cursor.accept("ROLLUP")) {
                kind = JobKind.ROLLUP;
            } else if (cursor.accept("OPTIMIZE")) {
                kind = JobKind.OPTIMIZE;
            }
        }
        cursor.expect("FROM");
        TableName table = cursor.tableName();
        if (cursor.isNextSymbol("(")) {
            cursor.skipBrackets();
        }
        return Optional.of(new Statement.CancelAlterTable(table, kind));
    }

    /** The text from the current token to the end of the statement, which is taken. */
    private String rest(Token first) {
        Token last = first;
        while (!cursor.isAtEnd() && !cursor.isNextSymbol(";")) {
            last = cursor.next();
        }
        return text.substring(first.start(), last.end());
    }
}
