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

package io.cdcpipelines.starrocks.endtoend;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How a value that StarRocks printed is read, so that one value has one form on every version. */
enum Reading {
    /** As it is. */
    TEXT {
        @Override
        String read(byte[] printed) {
            return new String(printed, StandardCharsets.UTF_8);
        }
    },
    /** An exact number: digits count, notation does not. */
    NUMBER {
        @Override
        String read(byte[] printed) {
            return new BigDecimal(TEXT.read(printed)).stripTrailingZeros().toPlainString();
        }
    },
    /** The nearest float. */
    FLOAT {
        @Override
        String read(byte[] printed) {
            return Float.toString(Float.parseFloat(TEXT.read(printed)));
        }
    },
    /** The nearest double. */
    DOUBLE {
        @Override
        String read(byte[] printed) {
            return Double.toString(Double.parseDouble(TEXT.read(printed)));
        }
    },
    /** Hexadecimal digits. */
    BYTES {
        @Override
        String read(byte[] printed) {
            return hex(printed);
        }
    },
    /** Always with six digits of fraction, which StarRocks leaves away when they are zero. */
    DATETIME {
        @Override
        String read(byte[] printed) {
            String text = TEXT.read(printed);
            return text.contains(".") ? text : text + ".000000";
        }
    },
    /** Without white space, in which MySQL's own printing and that of a binlog reader differ. */
    JSON {
        @Override
        String read(byte[] printed) {
            return TEXT.read(printed).replace(" ", "");
        }
    };

    abstract String read(byte[] printed);

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
