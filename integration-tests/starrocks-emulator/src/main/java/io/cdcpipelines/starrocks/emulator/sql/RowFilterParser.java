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

import io.cdcpipelines.starrocks.emulator.sql.RowFilter.Condition;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter.SortItem;
import io.cdcpipelines.starrocks.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses LIKE, WHERE, ORDER BY and LIMIT behind a SHOW. Confined to the calling thread. */
public final class RowFilterParser {
    private static final Set<String> COMPARISONS =
            Set.of("=", "<", ">", "<=", ">=", "<>", "!=", "<=>");

    private RowFilterParser() {}

    /** Takes whatever of the four clauses comes next. */
    public static RowFilter parse(TokenCursor cursor) throws SqlError {
        Optional<String> like =
                cursor.accept("LIKE") ? Optional.of(cursor.string()) : Optional.empty();
        List<List<Condition>> alternatives = new ArrayList<>();
        if (cursor.accept("WHERE")) {
            do {
                alternatives.add(conditions(cursor));
            } while (cursor.accept("OR") || cursor.acceptSymbol("||"));
        }
        List<SortItem> order = new ArrayList<>();
        if (cursor.accept("ORDER", "BY")) {
            do {
                order.add(sortItem(cursor));
            } while (cursor.acceptSymbol(","));
        }
        Optional<Long> limit = Optional.empty();
        long offset = 0;
        if (cursor.accept("LIMIT")) {
            limit = Optional.of(cursor.integer());
            if (cursor.acceptSymbol(",")) {
                offset = limit.get();
                limit = Optional.of(cursor.integer());
            } else if (cursor.accept("OFFSET")) {
                offset = cursor.integer();
            }
        }
        return new RowFilter(like, alternatives, order, limit, offset);
    }

    private static List<Condition> conditions(TokenCursor cursor) throws SqlError {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition(cursor));
        } while (cursor.accept("AND") || cursor.acceptSymbol("&&"));
        return conditions;
    }

    private static Condition condition(TokenCursor cursor) throws SqlError {
        boolean inBrackets = cursor.acceptSymbol("(");
        String column = column(cursor);
        String operator = operator(cursor);
        boolean isText = cursor.peek().kind() == Kind.STRING;
        List<String> values = operator.equals("IN") ? valueList(cursor) : List.of(value(cursor));
        if (inBrackets) {
            cursor.expectSymbol(")");
        }
        return new Condition(column, operator, values, isText);
    }

    private static SortItem sortItem(TokenCursor cursor) throws SqlError {
        String column = column(cursor);
        boolean isDescending = cursor.accept("DESC");
        if (!isDescending) {
            cursor.accept("ASC");
        }
        return new SortItem(column, isDescending);
    }

    /** A column, also one whose name is a reserved word, and without a table before it. */
    private static String column(TokenCursor cursor) throws SqlError {
        String name = name(cursor);
        while (cursor.acceptSymbol(".")) {
            name = name(cursor);
        }
        return name;
    }

    private static String name(TokenCursor cursor) throws SqlError {
        return cursor.peek().isKeyword("Default") || cursor.peek().isKeyword("Key")
                ? cursor.next().text()
                : cursor.identifier();
    }

    private static String operator(TokenCursor cursor) throws SqlError {
        if (COMPARISONS.contains(cursor.peek().text())
                || cursor.isNext("LIKE")
                || cursor.isNext("IN")) {
            return cursor.next().text().toUpperCase(Locale.ROOT);
        }
        throw cursor.unexpected("'='", "'LIKE'", "'IN'");
    }

    private static List<String> valueList(TokenCursor cursor) throws SqlError {
        List<String> values = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            values.add(value(cursor));
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return values;
    }

    private static String value(TokenCursor cursor) throws SqlError {
        Kind kind = cursor.peek().kind();
        if (kind == Kind.STRING || kind == Kind.INTEGER || kind == Kind.DECIMAL) {
            return cursor.next().value();
        }
        return cursor.identifier();
    }
}
