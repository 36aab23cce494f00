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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;

/** Type names as a backend's row errors print them. */
final class TypeText {
    private static final int DECIMAL32_DIGITS = 9;
    private static final int DECIMAL64_DIGITS = 18;

    private TypeText() {}

    static String of(DataType type) {
        return switch (type.kind()) {
            case DECIMAL ->
                    decimal(type.precision()) + "(" + type.precision() + "," + type.scale() + ")";
            case CHAR, VARCHAR, VARBINARY -> type.kind() + "(" + type.length() + ")";
            default -> type.kind().name();
        };
    }

    private static String decimal(int precision) {
        if (precision <= DECIMAL32_DIGITS) {
            return "DECIMAL32";
        }
        return precision <= DECIMAL64_DIGITS ? "DECIMAL64" : "DECIMAL128";
    }
}
