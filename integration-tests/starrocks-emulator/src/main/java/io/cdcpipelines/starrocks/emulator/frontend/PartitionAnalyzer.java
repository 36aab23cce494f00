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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.LiteralValues;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement.Partition;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionBound;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionClause;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionKind;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks PARTITION BY of a new table: its columns, the names of its partitions and, for a single
 * column, their values. Thread-safe.
 */
final class PartitionAnalyzer {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]\\w{0,63}|_[a-zA-Z0-9]\\w{0,62}");

    private static final Set<String> FUNCTIONS = Set.of("date_trunc", "time_slice");
    private static final Pattern TRUNCATION =
            Pattern.compile("(?i)date_trunc\\s*\\(\\s*['\"]([^'\"]*)['\"]");
    private static final Set<String> UNITS = Set.of("hour", "day", "month", "year");

    private PartitionAnalyzer() {}

    static void check(
            PartitionClause clause, List<Column> columns, KeysModel model, VersionProfile profile)
            throws SqlError {
        checkFunction(clause, profile);
        List<Column> partitionColumns = new ArrayList<>();
        for (String name : clause.columns()) {
            Column column = column(columns, name, model);
            if (partitionColumns.contains(column)) {
                throw SqlErrors.analyzing("Duplicated partition column " + name);
            }
            checkType(clause, column);
            partitionColumns.add(column);
        }
        checkNames(clause.partitions());
        if (partitionColumns.size() == 1 && clause.function().isEmpty()) {
            checkValues(clause, partitionColumns.get(0).type());
        }
    }

    private static void checkFunction(PartitionClause clause, VersionProfile profile)
            throws SqlError {
        boolean isExpression =
                clause.kind() == PartitionKind.EXPRESSION && clause.function().isPresent();
        if (!isExpression) {
            return;
        }
        Matcher unit = TRUNCATION.matcher(clause.text());
        boolean isKnown =
                profile.knowsPartitionExpressions() || FUNCTIONS.contains(clause.function().get());
        if (!isKnown || unit.find() && !UNITS.contains(unit.group(1).toLowerCase(Locale.ROOT))) {
            throw SqlErrors.analyzing(
                    "Unsupported expr '" + clause.text() + "' in PARTITION BY clause");
        }
    }

    private static Column column(List<Column> columns, String name, KeysModel model)
            throws SqlError {
        Column column =
                columns.stream()
                        .filter(c -> c.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        SqlErrors.analyzing(
                                                "Partition column["
                                                        + name
                                                        + "] does not exist in column list."));
        if (!column.isKey() && model != KeysModel.DUP_KEYS) {
            throw SqlErrors.analyzing(
                    "The partition column could not be aggregated column and unique table's"
                            + " partition column must be key column");
        }
        return column;
    }

    private static void checkType(PartitionClause clause, Column column) throws SqlError {
        if (!TypeRules.canBeKey(column.type())) {
            throw SqlErrors.analyzing(
                    "Invalid partition column '"
                            + column.name()
                            + "': invalid data type "
                            + TypeNames.inErrors(column.type()));
        }
        boolean isRange = clause.kind() == PartitionKind.RANGE && clause.function().isEmpty();
        if (isRange && !TypeRules.canBeRange(column.type())) {
            throw SqlErrors.general(
                    "Column["
                            + column.name()
                            + "] type["
                            + TypeNames.primitive(column.type())
                            + "] cannot be a range partition key.");
        }
        boolean isAlone = clause.columns().size() == 1;
        boolean isTruncated = isAlone && clause.function().filter("date_trunc"::equals).isPresent();
        boolean isTime =
                column.type().kind() == TypeKind.DATE || column.type().kind() == TypeKind.DATETIME;
        if (isTruncated && !isTime) {
            throw SqlErrors.analyzing(
                    "Unsupported partition expression: column "
                            + column.name()
                            + " is neither DATE nor DATETIME");
        }
    }

    private static void checkNames(List<Partition> partitions) throws SqlError {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Partition partition : partitions) {
            if (!NAME.matcher(partition.name()).matches()) {
                throw SqlErrors.analyzing(
                        1567, "HY000", "Incorrect partition name '" + partition.name() + "'");
            }
            if (!names.add(partition.name())) {
                throw SqlErrors.analyzing("Duplicated partition name: " + partition.name());
            }
        }
    }

    private static void checkValues(PartitionClause clause, DataType type) throws SqlError {
        Optional<PartitionBound> bound = Optional.empty();
        Optional<Comparable<Object>> previousEnd = Optional.empty();
        Set<Object> listed = new HashSet<>();
        for (Partition partition : clause.partitions()) {
            if (bound.isPresent() && bound.get() != partition.bound()) {
                throw SqlErrors.analyzing(
                        "You can only use one of these methods to create partitions");
            }
            bound = Optional.of(partition.bound());
            if (partition.bound() == PartitionBound.LIST) {
                checkListed(partition, type, listed);
            } else {
                previousEnd = end(partition, type, previousEnd);
            }
        }
    }

    private static void checkListed(Partition partition, DataType type, Set<Object> listed)
            throws SqlError {
        for (List<String> values : partition.values()) {
            Object value = value(type, values.get(0));
            if (!listed.add(value)) {
                throw SqlErrors.analyzing("Duplicated value " + values.get(0));
            }
        }
    }

    /** The end of a range, which has to lie behind the end of the one before; empty for none. */
    private static Optional<Comparable<Object>> end(
            Partition partition, DataType type, Optional<Comparable<Object>> previousEnd)
            throws SqlError {
        List<List<String>> values = partition.values();
        boolean isFixed = partition.bound() == PartitionBound.FIXED_RANGE;
        Optional<Comparable<Object>> start = isFixed ? bound(type, values.get(0)) : previousEnd;
        Optional<Comparable<Object>> end = bound(type, values.get(values.size() - 1));
        if (isFixed
                && start.isPresent()
                && previousEnd.isPresent()
                && start.get().compareTo(previousEnd.get()) < 0) {
            throw intersected(partition);
        }
        if (start.isPresent() && end.isPresent() && end.get().compareTo(start.get()) <= 0) {
            throw intersected(partition);
        }
        return end;
    }

    private static SqlError intersected(Partition partition) {
        return SqlErrors.general(
                "Range of partition " + partition.name() + " is intersected with range");
    }

    private static Optional<Comparable<Object>> bound(DataType type, List<String> values)
            throws SqlError {
        if (values.isEmpty() || values.get(0).equals(PartitionClause.MAX_VALUE)) {
            return Optional.empty();
        }
        return Optional.of(value(type, values.get(0)));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> value(DataType type, String text) throws SqlError {
        try {
            return (Comparable<Object>) LiteralValues.parse(type, text);
        } catch (IllegalArgumentException e) {
            throw SqlErrors.analyzing("Invalid partition value '" + text + "': " + e.getMessage());
        }
    }
}
