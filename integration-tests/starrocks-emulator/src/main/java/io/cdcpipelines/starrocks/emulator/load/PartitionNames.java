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

import io.cdcpipelines.starrocks.emulator.catalog.Table;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of a table's partitions, in any case. Immutable. */
final class PartitionNames {
    private static final Pattern DEFINITION =
            Pattern.compile(
                    "\\bPARTITION\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?[`\"]?(\\w+)[`\"]?\\s+VALUES\\b",
                    Pattern.CASE_INSENSITIVE);

    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean areNamed;

    PartitionNames(Table table) {
        Optional<String> clause = table.partitionClause();
        if (clause.isPresent()) {
            DEFINITION.matcher(clause.get()).results().forEach(match -> names.add(match.group(1)));
        } else {
            names.add(table.name());
        }
        areNamed = !names.isEmpty();
    }

    /** Whether there is such a partition; those that the server names itself are not known here. */
    boolean contains(String name) {
        return !areNamed || names.contains(name);
    }
}
