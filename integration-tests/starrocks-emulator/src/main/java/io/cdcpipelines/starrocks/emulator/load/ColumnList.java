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

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code columns} header: names in the order of the source, and {@code name=expression}
 * for what is computed.
 */
final class ColumnList {
    /** The header is parsed as COLUMNS (…), and errors count from there. */
    private static final int PREFIX = "COLUMNS (".length();

    private final String text;
    private int position;

    /**
     * @param expression SQL text, empty for a field of the source
     */
    record Item(String name, Optional<String> expression) {}

    private ColumnList(String text) {
        this.text = text;
    }

    static List<Item> parse(String header) throws LoadException {
        ColumnList list = new ColumnList(header);
        List<Item> items = new ArrayList<>();
        do {
            items.add(list.item());
        } while (list.skip(','));
        if (list.position < header.length()) {
            throw list.unexpected("',', ')'");
        }
        return items;
    }

    private Item item() throws LoadException {
        String name = name();
        if (!skip('=')) {
            return new Item(name, Optional.empty());
        }
        int start = position;
        skipExpression();
        return new Item(name, Optional.of(text.substring(start, position).strip()));
    }

    private String name() throws LoadException {
        skipBlanks();
        int start = position;
        if (position < text.length() && text.charAt(position) == '`') {
            int end = text.indexOf('`', position + 1);
            if (end < 0) {
                throw unexpected("a legal identifier");
            }
            position = end + 1;
            return text.substring(start + 1, end);
        }
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw unexpected("a legal identifier");
        }
        return text.substring(start, position);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
    }

    /** Up to the next comma that is outside of quotes and parentheses. */
    private void skipExpression() throws LoadException {
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ',' && depth == 0) {
                return;
            }
            if (c == '\'' || c == '"' || c == '`') {
                skipQuoted(c);
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            position++;
        }
    }

    private void skipQuoted(char quote) throws LoadException {
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '\\' && quote != '`') {
                position++;
            } else if (c == quote) {
                position++;
                return;
            }
        }
        throw unexpected("a legal identifier");
    }

    private boolean skip(char expected) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private LoadException unexpected(String expected) {
        String found = position < text.length() ? text.substring(position, position + 1) : ")";
        return new LoadException(
                StatusCode.ANALYSIS_ERROR,
                "Getting syntax error at line 1, column "
                        + (PREFIX + position)
                        + ". Detail message: Unexpected input '"
                        + found
                        + "', the most similar input is {"
                        + expected
                        + "}.");
    }
}
