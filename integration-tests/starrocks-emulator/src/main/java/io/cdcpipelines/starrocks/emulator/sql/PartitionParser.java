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
import io.cdcpipelines.starrocks.emulator.sql.Statement.Partition;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionBound;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionClause;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses what follows PARTITION BY. Confined to the calling thread. */
final class PartitionParser {
    private final TokenCursor cursor;
    private final VersionProfile profile;

    PartitionParser(TokenCursor cursor, VersionProfile profile) {
        this.cursor = cursor;
        this.profile = profile;
    }

    PartitionClause clause() throws SqlError {
        Token first = cursor.peek();
        PartitionKind kind = PartitionKind.EXPRESSION;
        if (first.isKeyword("RANGE") || first.isKeyword("LIST")) {
            kind = first.isKeyword("RANGE") ? PartitionKind.RANGE : PartitionKind.LIST;
            cursor.next();
        }
        Optional<String> function = functionName();
        List<String> columns = columns();
        List<Partition> partitions = new ArrayList<>();
        if (cursor.acceptSymbol("(")) {
            while (!cursor.isNextSymbol(")")) {
                partition().ifPresent(partitions::add);
                if (!cursor.acceptSymbol(",") && !cursor.isNextSymbol(")")) {
                    throw cursor.unexpected("','", "')'");
                }
            }
            cursor.expectSymbol(")");
        } else if (kind == PartitionKind.RANGE) {
            throw cursor.unexpected("'('");
        }
        return new PartitionClause(
                kind,
                function,
                columns,
                List.copyOf(partitions),
                cursor.textOf(first, cursor.previous()));
    }

    private Optional<String> functionName() {
        boolean isCall = cursor.peek().isIdentifier() && cursor.peek(1).isSymbol("(");
        return isCall
                ? Optional.of(cursor.peek().value().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** A list of columns or calls, from which the names that are not called are kept. */
    private List<String> columns() throws SqlError {
        List<String> columns = new ArrayList<>();
        do {
            if (cursor.peek().isIdentifier() && cursor.peek(1).isSymbol("(")) {
                cursor.next();
            }
            if (!cursor.isNextSymbol("(")) {
                columns.add(cursor.identifier());
                if (!profile.knowsPartitionExpressions()) {
                    throw cursor.unexpected("'('");
                }
                continue;
            }
            Token open = cursor.peek();
            cursor.skipBrackets();
            columns.addAll(names(cursor.textOf(open, cursor.previous())));
        } while (profile.knowsPartitionExpressions() && cursor.acceptSymbol(","));
        return columns;
    }

    private static List<String> names(String text) throws SqlError {
        List<Token> tokens = Lexer.tokens(text);
        List<String> names = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean isUnit = i > 1 && tokens.get(i - 2).isKeyword("INTERVAL");
            if (tokens.get(i).isIdentifier() && !tokens.get(i + 1).isSymbol("(") && !isUnit) {
                names.add(tokens.get(i).value());
            }
        }
        names.removeIf("interval"::equalsIgnoreCase);
        return names;
    }

    /** One partition; empty for a whole series of them, START ... END ... EVERY. */
    private Optional<Partition> partition() throws SqlError {
        if (cursor.accept("START")) {
            series();
            return Optional.empty();
        }
        cursor.expect("PARTITION");
        cursor.ifNotExists();
        String name = cursor.identifier();
        cursor.expect("VALUES");
        PartitionBound bound;
        List<List<String>> values = new ArrayList<>();
        if (cursor.accept("LESS", "THAN")) {
            bound = PartitionBound.LESS_THAN;
            values.add(cursor.accept("MAXVALUE") ? List.of() : valueList());
        } else if (cursor.acceptSymbol("[")) {
            bound = PartitionBound.FIXED_RANGE;
            values.add(valueList());
            cursor.expectSymbol(",");
            values.add(valueList());
            cursor.expectSymbol(")");
        } else {
            cursor.expect("IN");
            bound = PartitionBound.LIST;
            listValues(values);
        }
        if (cursor.isNextSymbol("(")) {
            cursor.propertyList();
        }
        return Optional.of(new Partition(name, bound, List.copyOf(values)));
    }

    private void series() throws SqlError {
        cursor.skipBrackets();
        cursor.expect("END");
        cursor.skipBrackets();
        cursor.expect("EVERY");
        cursor.skipBrackets();
    }

    /** {@code ("a", "b")}, or a list of such lists. */
    private void listValues(List<List<String>> values) throws SqlError {
        if (!cursor.peek(1).isSymbol("(")) {
            for (String value : valueList()) {
                values.add(List.of(value));
            }
            return;
        }
        cursor.expectSymbol("(");
        do {
            values.add(valueList());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }

    /** Values in brackets; MAXVALUE is kept as a word no value can be. */
    private List<String> valueList() throws SqlError {
        List<String> values = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            values.add(cursor.accept("MAXVALUE") ? PartitionClause.MAX_VALUE : cursor.string());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return List.copyOf(values);
    }
}
