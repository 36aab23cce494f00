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

package io.cdcpipelines.starrocks.benchmarks.report;

import java.util.List;

/**
 * A scenario in which rows of one kind go into one table.
 *
 * @param scenario its name
 * @param title for readers
 */
record Shape(String scenario, String title) {
    static final Shape TEN_COLUMNS = new Shape("ten-columns", "10 columns, 320 bytes");

    static final List<Shape> ALL =
            List.of(
                    TEN_COLUMNS,
                    new Shape("three-columns", "3 columns"),
                    new Shape("300-columns", "300 columns, mostly NULL"),
                    new Shape("long-text", "texts of 64 kB"),
                    new Shape("deletes", "half of them deletes"),
                    new Shape("emoji-and-escapes", "emoji and escapes"),
                    new Shape("datetime6", "many DATETIME(6)"),
                    new Shape("decimals", "many DECIMAL"));
}
