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
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.sql.ColumnDefinition;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.Locale;
import java.util.Optional;

/** Turns column definitions into columns, or says why they are none. Thread-safe. */
final class ColumnAnalyzer {

    /** A definition that is refused; the caller knows in which words around the reason. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }
    }

    private final DefaultRules defaults;

    ColumnAnalyzer(VersionProfile profile) {
        defaults = new DefaultRules(profile);
    }

    /**
     * The column that a definition means in a table of this model.
     *
     * @param isKey whether it is a key column
     * @throws SqlError for names, which have error codes of their own
     */
    Column column(ColumnDefinition definition, KeysModel model, boolean isKey)
            throws SqlError, Refusal {
        NameRules.checkColumn(definition.name());
        DataType type =
                definition
                        .type()
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                "Type:"
                                                        + definition
                                                                .typeName()
                                                                .toUpperCase(Locale.ROOT)
                                                        + " of column:"
                                                        + definition.name()
                                                        + " does not support"));
        checkCharset(definition, type);
        Optional<String> typeRefusal = TypeRules.refusal(type);
        if (typeRefusal.isPresent()) {
            throw new Refusal(typeRefusal.get());
        }
        Optional<String> aggregation = aggregation(definition, model, isKey);
        checkAggregation(definition.name(), type, isKey, aggregation);
        boolean isNullable = isNullable(definition, model, isKey);
        Optional<String> refusal =
                defaults.refusal(definition.name(), type, isNullable, definition.defaultValue());
        if (refusal.isPresent()) {
            throw new Refusal(refusal.get());
        }
        return new Column(
                definition.name(),
                definition.name(),
                type,
                isKey,
                isNullable,
                definition.isAutoIncrement(),
                model == KeysModel.AGG_KEYS ? aggregation : Optional.empty(),
                normalised(definition.defaultValue()),
                definition.comment());
    }

    private static void checkCharset(ColumnDefinition definition, DataType type) throws Refusal {
        if (definition.charset().isEmpty()) {
            return;
        }
        String charset = definition.charset().get().toLowerCase(Locale.ROOT);
        if (!TypeRules.isString(type) && !charset.equals("utf8")) {
            throw new Refusal(
                    "character setting is only supported for type varchar in column definition");
        }
        if (charset.equals("gbk")) {
            throw new Refusal("charset name gbk is not supported yet in column definition");
        }
        if (!charset.equals("utf8")) {
            throw new Refusal("Unknown charset name: " + charset);
        }
    }

    /** Value columns of primary and unique key tables are replaced, without saying so. */
    private static Optional<String> aggregation(
            ColumnDefinition definition, KeysModel model, boolean isKey) {
        boolean isReplaced = model == KeysModel.PRIMARY_KEYS || model == KeysModel.UNIQUE_KEYS;
        if (definition.aggregation().isEmpty() && isReplaced && !isKey) {
            return Optional.of("REPLACE");
        }
        return definition.aggregation();
    }

    private static void checkAggregation(
            String column, DataType type, boolean isKey, Optional<String> aggregation)
            throws Refusal {
        if (isKey && !TypeRules.canBeKey(type)) {
            String advice = TypeRules.isFloatingPoint(type) ? ", use decimal instead" : "";
            throw new Refusal(
                    "Invalid data type of key column '"
                            + column
                            + "': '"
                            + TypeNames.inErrors(type)
                            + "'"
                            + advice);
        }
        if (aggregation.isEmpty()) {
            if (TypeRules.isAggregateState(type)) {
                throw new Refusal("No aggregate function specified for '" + column + "'");
            }
            return;
        }
        if (isKey) {
            throw new Refusal(
                    "Cannot specify aggregate function '"
                            + aggregation.get()
                            + "' for key column '"
                            + column
                            + "'");
        }
        if (!TypeRules.canAggregate(aggregation.get(), type)) {
            throw new Refusal(
                    "Invalid aggregate function '" + aggregation.get() + "' for '" + column + "'");
        }
    }

    /** Where nothing is said, all but primary keys and AUTO_INCREMENT columns take NULL. */
    private static boolean isNullable(ColumnDefinition definition, KeysModel model, boolean isKey) {
        boolean isImpliedNotNull =
                definition.isAutoIncrement() || (isKey && model == KeysModel.PRIMARY_KEYS);
        boolean isForcedNullable =
                definition.aggregation().filter("REPLACE_IF_NOT_NULL"::equals).isPresent();
        return isForcedNullable || definition.isNullable().orElse(!isImpliedNotNull);
    }

    /** {@code DEFAULT NULL} is no default, {@code (now())} is the current timestamp. */
    private static DefaultValue normalised(DefaultValue defaultValue) {
        if (defaultValue instanceof DefaultValue.Null) {
            return new DefaultValue.None();
        }
        return defaultValue.equals(new DefaultValue.Function("now()"))
                ? new DefaultValue.CurrentTimestamp()
                : defaultValue;
    }
}
