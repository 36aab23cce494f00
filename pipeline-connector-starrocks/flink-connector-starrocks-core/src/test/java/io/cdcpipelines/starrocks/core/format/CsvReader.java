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

package io.cdcpipelines.starrocks.core.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as StarRocks' unquoted parser does: rows end at the next row delimiter, fields at the
 * next separator, {@code \N} is NULL, blank rows do not count. Knows nothing of how rows are
 * written.
 */
final class CsvReader {
    private final String columnSeparator;
    private final String rowDelimiter;

    CsvReader(String columnSeparator, String rowDelimiter) {
        this.columnSeparator = columnSeparator;
        this.rowDelimiter = rowDelimiter;
    }

    List<List<String>> read(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String row : split(text, rowDelimiter)) {
            if (!row.isEmpty()) {
                rows.add(fields(row));
            }
        }
        return rows;
    }

    private List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        for (String field : split(row, columnSeparator)) {
            fields.add(field.equals("\\N") ? null : field);
        }
        return fields;
    }

    private static List<String> split(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at; (at = text.indexOf(delimiter, from)) >= 0; from = at + delimiter.length()) {
            parts.add(text.substring(from, at));
        }
        parts.add(text.substring(from));
        return parts;
    }
}
