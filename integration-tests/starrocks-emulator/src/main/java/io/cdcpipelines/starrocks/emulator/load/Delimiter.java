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
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Reads the text of a separator header: as it is, as escapes for tab and newline, or as hex. */
final class Delimiter {
    private static final int MAX_BYTES = 50;

    private Delimiter() {}

    static byte[] parse(String text) throws LoadException {
        if (text.isEmpty()) {
            throw refused("Delimiter cannot be empty or null");
        }
        byte[] bytes = isHex(text) ? hex(text.substring(2)) : plain(text);
        if (bytes.length > MAX_BYTES) {
            throw refused("Delimiter should be less than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static boolean isHex(String text) {
        String start = text.toLowerCase(Locale.ROOT);
        return start.startsWith("\\x") || start.startsWith("0x");
    }

    private static byte[] hex(String digits) throws LoadException {
        if (digits.isEmpty()) {
            throw refused("Invalid delimiter '\\x': empty hex string");
        }
        if (digits.length() % 2 != 0) {
            throw refused("Invalid delimiter '" + digits + "': hex length must be a even number");
        }
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw refused("Invalid delimiter '" + digits + "': invalid hex format");
        }
    }

    private static byte[] plain(String text) {
        return text.replace("\\t", "\t").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static LoadException refused(String message) {
        return new LoadException(StatusCode.ANALYSIS_ERROR, message);
    }
}
