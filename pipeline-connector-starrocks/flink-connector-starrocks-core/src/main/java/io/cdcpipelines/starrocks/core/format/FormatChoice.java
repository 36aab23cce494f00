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

import java.io.Serializable;
import java.util.List;

/**
 * The format that somebody wants for the rows of all tables. JSON carries everything; whoever
 * chooses CSV gets it for the rows that it carries exactly. Immutable.
 */
public final class FormatChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final FormatChoice JSON = new FormatChoice(null, null);

    // Both null if JSON is wanted.
    private final Delimiter columnSeparator;
    private final Delimiter rowDelimiter;

    private FormatChoice(Delimiter columnSeparator, Delimiter rowDelimiter) {
        this.columnSeparator = columnSeparator;
        this.rowDelimiter = rowDelimiter;
    }

    public static FormatChoice json() {
        return JSON;
    }

    /**
     * @throws IllegalArgumentException if the two have a character in common
     */
    public static FormatChoice csv(Delimiter columnSeparator, Delimiter rowDelimiter) {
        if (columnSeparator.overlaps(rowDelimiter)) {
            throw new IllegalArgumentException(
                    "The column separator and the row delimiter have a character in common");
        }
        return new FormatChoice(columnSeparator, rowDelimiter);
    }

    /**
     * The wanted format for rows of these columns.
     *
     * @throws NotRepresentableException if it cannot carry such rows, which JSON always can
     */
    public LoadFormat formatOf(List<LoadColumn> columns) {
        return columnSeparator == null
                ? LoadFormat.json(columns)
                : LoadFormat.csv(columns, columnSeparator, rowDelimiter);
    }

    @Override
    public String toString() {
        return columnSeparator == null
                ? "json"
                : "csv (columns separated by "
                        + columnSeparator
                        + ", rows ended by "
                        + rowDelimiter
                        + ")";
    }
}
