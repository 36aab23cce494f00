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

import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.Locale;
import java.util.Optional;

/**
 * The form of a load's body. The header {@code format} also names compressions, which then stand
 * for compressed CSV.
 */
record LoadFormat(boolean isJson, Compression compression) {

    static LoadFormat of(Optional<String> format, Optional<String> compression)
            throws LoadException {
        String name = format.orElse("csv").toLowerCase(Locale.ROOT);
        switch (name) {
            case "json":
                return new LoadFormat(true, Compression.ofHeader(compression));
            case "csv":
                return new LoadFormat(false, Compression.NONE);
            default:
                return new LoadFormat(
                        false,
                        Compression.ofCsvFormat(name)
                                .orElseThrow(
                                        () ->
                                                new LoadException(
                                                        StatusCode.INTERNAL_ERROR,
                                                        "unknown data format, format="
                                                                + format.orElse(""))));
        }
    }
}
