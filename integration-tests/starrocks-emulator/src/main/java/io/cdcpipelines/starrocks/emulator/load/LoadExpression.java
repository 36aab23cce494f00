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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.load.value.Base64Text;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of a load header. Literals, column copies and {@code to_binary} are understood
 * here; whatever else is SQL goes to the {@link ExpressionEngine}.
 */
sealed interface LoadExpression {

    /** The value for a row; variables by lower-case name. */
    Object evaluate(Map<String, Object> variables) throws LoadException;

    record Literal(Object value) implements LoadExpression {
        @Override
        public Object evaluate(Map<String, Object> variables) {
            return value;
        }
    }

    record ColumnCopy(String name) implements LoadExpression {
        @Override
        public Object evaluate(Map<String, Object> variables) {
            return variables.get(name);
        }
    }

    /** NULL where the text is not of the encoding. */
    record ToBinary(String name, String encoding) implements LoadExpression {
        @Override
        public Object evaluate(Map<String, Object> variables) {
            Object text = variables.get(name);
            return text == null ? null : decoded(text.toString());
        }

        private byte[] decoded(String text) {
            try {
                return switch (encoding) {
                    case "encode64" -> Base64Text.decode(text);
                    case "utf8" -> text.getBytes(StandardCharsets.UTF_8);
                    default -> HexFormat.of().parseHex(text);
                };
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    record Sql(String text, ExpressionEngine engine, Set<String> names) implements LoadExpression {

        Sql(String text, ExpressionEngine engine) {
            this(text, engine, Set.copyOf(Patterns.names(text)));
        }

        @Override
        public Object evaluate(Map<String, Object> variables) throws LoadException {
            return engine.evaluate(text, variables);
        }
    }

    /** Reads an expression. */
    static LoadExpression parse(String text, ExpressionEngine engine) {
        String sql = text.strip();
        if (isQuoted(sql)) {
            return new Literal(SqlLiteral.read(sql, 0).value());
        }
        if (sql.equalsIgnoreCase("null")) {
            return new Literal(null);
        }
        if (sql.matches("[-+]?\\d+")) {
            return new Literal(sql);
        }
        Matcher column = Patterns.COLUMN.matcher(sql);
        if (column.matches()) {
            return new ColumnCopy(name(column.group()));
        }
        Matcher binary = Patterns.TO_BINARY.matcher(sql);
        if (binary.matches()) {
            String encoding = binary.group(2) == null ? "hex" : binary.group(2);
            return new ToBinary(name(binary.group(1)), encoding.toLowerCase(Locale.ROOT));
        }
        return new Sql(sql, engine);
    }

    private static boolean isQuoted(String sql) {
        boolean isString = sql.startsWith("'") || sql.startsWith("\"");
        return isString && SqlLiteral.read(sql, 0).end() == sql.length();
    }

    private static String name(String identifier) {
        return identifier.replace("`", "").toLowerCase(Locale.ROOT);
    }

    /** Whether the expression may name the column. */
    default boolean mentions(String columnName) {
        String name = columnName.toLowerCase(Locale.ROOT);
        if (this instanceof Sql sql) {
            return sql.names().contains(name);
        }
        if (this instanceof ColumnCopy copy) {
            return copy.name().equals(name);
        }
        return this instanceof ToBinary binary && binary.name().equals(name);
    }

    /** The forms that are told apart by their text. */
    final class Patterns {
        private static final String NAME = "`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_]*";
        private static final Pattern COLUMN = Pattern.compile(NAME);
        private static final Pattern TO_BINARY =
                Pattern.compile(
                        "to_binary\\s*\\(\\s*(" + NAME + ")\\s*(?:,\\s*['\"](\\w+)['\"]\\s*)?\\)",
                        Pattern.CASE_INSENSITIVE);

        private Patterns() {}

        static List<String> names(String sql) {
            return COLUMN.matcher(withoutStrings(sql))
                    .results()
                    .map(match -> name(match.group()))
                    .toList();
        }

        private static String withoutStrings(String sql) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < sql.length(); i++) {
                char c = sql.charAt(i);
                if (c == '\'' || c == '"') {
                    i = SqlLiteral.read(sql, i).end() - 1;
                    out.append(' ');
                } else {
                    out.append(c);
                }
            }
            return out.toString();
        }
    }
}
