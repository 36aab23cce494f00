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
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses the definition of a column. Confined to the calling thread. */
final class ColumnParser {
    private static final Set<String> AGGREGATIONS =
            Set.of(
                    "SUM",
                    "MAX",
                    "MIN",
                    "REPLACE",
                    "HLL_UNION",
                    "BITMAP_UNION",
                    "PERCENTILE_UNION",
                    "REPLACE_IF_NOT_NULL");

    private final TokenCursor cursor;
    private final VersionProfile profile;

    ColumnParser(TokenCursor cursor, VersionProfile profile) {
        this.cursor = cursor;
        this.profile = profile;
    }

    /** {@code name type [charset] [KEY] [aggregation] [[NOT] NULL] [default] [COMMENT '...']}. */
    ColumnDefinition column() throws SqlError {
        Token first = cursor.peek();
        String name = cursor.identifier();
        Token typeStart = cursor.peek();
        Optional<DataType> type = new TypeParser(cursor).type();
        String typeName = cursor.textOf(typeStart, cursor.previous());
        Optional<String> charset = charset();
        boolean isKey = cursor.accept("KEY");
        Optional<String> aggregation = aggregation();
        Optional<Boolean> isNullable = nullability();
        DefaultValue defaultValue = new DefaultValue.None();
        boolean isAutoIncrement = false;
        Optional<String> generated = Optional.empty();
        if (cursor.isNext("DEFAULT")) {
            defaultValue = defaultValue();
        } else if (cursor.accept("AUTO_INCREMENT")) {
            isAutoIncrement = true;
        } else if (cursor.accept("AS")) {
            generated = Optional.of(expression());
        }
        String comment = cursor.comment().orElse("");
        return new ColumnDefinition(
                name,
                type,
                typeName,
                charset,
                isKey,
                aggregation,
                isNullable,
                isAutoIncrement,
                generated,
                defaultValue,
                comment,
                new Span(first, cursor.previous()));
    }

    private Optional<String> charset() throws SqlError {
        if (cursor.accept("CHARSET")
                || cursor.accept("CHAR", "SET")
                || cursor.accept("CHARACTER", "SET")) {
            return Optional.of(cursor.identifier());
        }
        return Optional.empty();
    }

    private Optional<String> aggregation() {
        String word = cursor.peek().text().toUpperCase(Locale.ROOT);
        if (!AGGREGATIONS.contains(word)) {
            return Optional.empty();
        }
        cursor.next();
        return Optional.of(word);
    }

    private Optional<Boolean> nullability() throws SqlError {
        if (cursor.accept("NULL")) {
            return Optional.of(true);
        }
        if (cursor.accept("NOT")) {
            cursor.expect("NULL");
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private DefaultValue defaultValue() throws SqlError {
        cursor.expect("DEFAULT");
        if (cursor.accept("NULL")) {
            return new DefaultValue.Null();
        }
        if (cursor.accept("CURRENT_TIMESTAMP")) {
            return profile.knowsTimestampPrecision() && cursor.acceptSymbol("(")
                    ? currentTimestamp()
                    : new DefaultValue.CurrentTimestamp();
        }
        if (cursor.acceptSymbol("(")) {
            return function();
        }
        if (cursor.peek().kind() == Token.Kind.STRING) {
            return new DefaultValue.Literal(cursor.string());
        }
        throw cursor.unexpected(
                "'CURRENT_TIMESTAMP'", "'NULL'", "SINGLE_QUOTED_TEXT", "DOUBLE_QUOTED_TEXT", "'('");
    }

    /** Behind the opening bracket of {@code (function())}. */
    private DefaultValue function() throws SqlError {
        String name = cursor.identifier().toLowerCase(Locale.ROOT);
        cursor.expectSymbol("(");
        String argument = "";
        if (profile.knowsTimestampPrecision() && !cursor.isNextSymbol(")")) {
            argument = Long.toString(cursor.integer());
        }
        cursor.expectSymbol(")");
        cursor.expectSymbol(")");
        return new DefaultValue.Function(name + "(" + argument + ")");
    }

    /** Behind {@code CURRENT_TIMESTAMP(}. */
    private DefaultValue currentTimestamp() throws SqlError {
        if (cursor.acceptSymbol(")")) {
            return new DefaultValue.CurrentTimestamp();
        }
        long precision = cursor.integer();
        cursor.expectSymbol(")");
        return new DefaultValue.Function("current_timestamp(" + precision + ")");
    }

    /** An expression, up to the comma, bracket or COMMENT that ends the column. */
    private String expression() throws SqlError {
        Token first = cursor.peek();
        while (!cursor.isAtEnd()
                && !cursor.isNextSymbol(",")
                && !cursor.isNextSymbol(")")
                && !cursor.isNextSymbol(";")
                && !cursor.isNext("COMMENT")) {
            if (cursor.isNextSymbol("(")) {
                cursor.skipBrackets();
            } else {
                cursor.next();
            }
        }
        if (cursor.peek() == first) {
            throw cursor.unexpected("an expression");
        }
        return cursor.textOf(first, cursor.previous());
    }
}
