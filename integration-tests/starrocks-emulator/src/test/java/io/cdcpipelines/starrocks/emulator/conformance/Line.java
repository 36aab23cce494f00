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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.ArrayList;
import java.util.List;

/** One line of a transcript with the lines that continue it, and where it stands in the file. */
record Line(int number, String text) {

    /** All lines but comments and blank ones; a line that starts with a dot continues another. */
    static List<Line> read(String file) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : file.split("\n")) {
            number++;
            if (text.startsWith(".")) {
                Line continued = lines.remove(lines.size() - 1);
                lines.add(
                        new Line(continued.number(), continued.text() + "\n" + text.substring(1)));
            } else if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(new Line(number, text));
            }
        }
        return lines;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    String after(String prefix) {
        return text.substring(prefix.length());
    }
}
