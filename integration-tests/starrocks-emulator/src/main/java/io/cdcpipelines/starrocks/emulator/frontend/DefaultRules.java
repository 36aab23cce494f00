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
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.LiteralValues;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.Optional;

/** Which DEFAULT a column may have. Thread-safe. */
final class DefaultRules {
    private static final int UUID_LENGTH = 36;

    private final VersionProfile profile;

    DefaultRules(VersionProfile profile) {
        this.profile = profile;
    }

    /** The whole reason for refusing the default, if it is refused. */
    Optional<String> refusal(
            String column, DataType type, boolean isNullable, DefaultValue defaultValue) {
        String refusal = "Invalid default value for '" + column + "'";
        boolean isSet = !(defaultValue instanceof DefaultValue.None);
        boolean hasOwnEmptyValue = type.kind() == TypeKind.HLL || type.kind() == TypeKind.BITMAP;
        if (isSet && hasOwnEmptyValue) {
            return Optional.of(refusal);
        }
        if (defaultValue instanceof DefaultValue.Null && !isNullable) {
            return Optional.of(refusal);
        }
        return reason(type, defaultValue).map(reason -> refusal + ": " + reason);
    }

    private Optional<String> reason(DataType type, DefaultValue defaultValue) {
        if (defaultValue instanceof DefaultValue.Literal literal) {
            return literalReason(type, literal.text());
        }
        if (defaultValue instanceof DefaultValue.CurrentTimestamp) {
            return timestampReason(type);
        }
        if (defaultValue instanceof DefaultValue.Function function) {
            return functionReason(type, function.name());
        }
        return Optional.empty();
    }

    private static Optional<String> literalReason(DataType type, String text) {
        if (TypeRules.isComplex(type)) {
            return Optional.of(
                    "Default value for complex type '"
                            + TypeNames.inErrors(type)
                            + "' not supported");
        }
        if (type.kind() == TypeKind.JSON
                || type.kind() == TypeKind.VARBINARY
                || type.kind() == TypeKind.PERCENTILE) {
            return Optional.of(
                    "Cannot add default value for type '" + TypeNames.inErrors(type) + "'");
        }
        try {
            LiteralValues.parse(type, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> timestampReason(DataType type) {
        boolean isAccepted =
                type.kind() == TypeKind.DATETIME || profile.acceptsTimestampDefaultOnAnyType();
        return isAccepted ? Optional.empty() : Optional.of(notSupported("now()", type));
    }

    private Optional<String> functionReason(DataType type, String call) {
        String name = call.substring(0, call.indexOf('('));
        switch (name) {
            case "now":
                return type.kind() == TypeKind.DATETIME
                        ? Optional.empty()
                        : Optional.of(notSupported("now()", type));
            case "current_timestamp":
                return timestampReason(type);
            case "uuid":
                if (type.kind() != TypeKind.VARCHAR) {
                    return Optional.of(notSupported(call, type));
                }
                return type.length() < UUID_LENGTH
                        ? Optional.of(
                                "Varchar type length must be greater than 36 for uuid function")
                        : Optional.empty();
            case "uuid_numeric":
                return type.kind() == TypeKind.LARGEINT
                        ? Optional.empty()
                        : Optional.of(notSupported(call, type));
            default:
                return Optional.of("Default expr for function " + name + " is not supported");
        }
    }

    private static String notSupported(String call, DataType type) {
        return "Default function "
                + call
                + " for type "
                + TypeNames.inErrors(type)
                + " is not supported";
    }
}
