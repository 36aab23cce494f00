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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a table together from what SHOW FULL COLUMNS and SHOW CREATE TABLE print. Stateless.
 *
 * <p>Only what stands behind the columns is taken from SHOW CREATE TABLE: it prints the comments of
 * columns without escaping them (StarRocks 3.3 and 3.5), so that its column part cannot be parsed.
 */
final class TableDefinition {
    /** Names in brackets; a name may hold anything but backticks. */
    private static final String NAMES = "\\((`[^`]+`(?:, `[^`]+`)*+)\\)";

    private static final Pattern HEAD =
            Pattern.compile("\\n\\) ENGINE=(\\w+)\\s*\\n(?:(\\w+) KEY" + NAMES + "\\n?)?");
    private static final Pattern COMMENT =
            Pattern.compile("\\GCOMMENT \"((?:[^\"\\\\]++|\\\\.)*+)\"\\n?", Pattern.DOTALL);
    private static final Pattern BUCKETS =
            Pattern.compile("(?m)^DISTRIBUTED BY (?:RANDOM|HASH" + NAMES + ") BUCKETS (\\d+)\\s*$");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\"([^\"]+)\" = \"([^\"]*)\",?$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private TableDefinition() {}

    /**
     * @param columns of SHOW FULL COLUMNS, never empty
     * @param createStatement of SHOW CREATE TABLE
     */
    static StarRocksTable parse(
            TablePath path, List<StarRocksColumn> columns, String createStatement) {
        Matcher head = HEAD.matcher(createStatement);
        if (!head.find(endOf(columns, createStatement))
                || !head.group(1).equals("OLAP")
                || head.group(2) == null) {
            throw StarRocksCatalogException.of(
                    Reason.REFUSED,
                    "Table " + path + " is not a table that StarRocks can load rows into");
        }
        StarRocksTable.Builder table =
                StarRocksTable.builder(path)
                        .columns(columns)
                        .key(KeyModel.valueOf(head.group(2)), names(head.group(3)));
        Matcher comment = COMMENT.matcher(createStatement);
        int rest = head.end();
        if (comment.find(rest)) {
            table.comment(unescape(comment.group(1)));
            rest = comment.end();
        }
        Matcher buckets = BUCKETS.matcher(createStatement);
        if (buckets.find(rest)) {
            table.buckets(Integer.parseInt(buckets.group(2)));
        }
        return table.properties(properties(createStatement.substring(rest))).build();
    }

    /**
     * Steps over columns whose names and comments are known, because both may look like anything
     * else. A default has its quotes escaped and does not.
     */
    private static int endOf(List<StarRocksColumn> columns, String createStatement) {
        int end = 0;
        for (StarRocksColumn column : columns) {
            end = behind("\n  `" + column.name() + "` ", createStatement, end);
            end = behind(" COMMENT \"" + column.comment() + "\"", createStatement, end);
        }
        return end;
    }

    private static int behind(String text, String createStatement, int from) {
        int start = createStatement.indexOf(text, from);
        return start < 0 ? from : start + text.length();
    }

    private static List<String> names(String quoted) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(quoted);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        Matcher matcher = PROPERTY.matcher(text);
        while (matcher.find()) {
            properties.put(matcher.group(1), matcher.group(2));
        }
        return properties;
    }

    /** Undoes what SHOW does to comments: a backslash before each quote and backslash. */
    static String unescape(String shown) {
        StringBuilder text = new StringBuilder(shown.length());
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean escape =
                    c == '\\'
                            && i + 1 < shown.length()
                            && (shown.charAt(i + 1) == '"' || shown.charAt(i + 1) == '\\');
            text.append(escape ? shown.charAt(++i) : c);
        }
        return text.toString();
    }
}
