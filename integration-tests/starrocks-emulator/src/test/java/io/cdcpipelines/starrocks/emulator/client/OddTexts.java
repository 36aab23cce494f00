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

package io.cdcpipelines.starrocks.emulator.client;

import io.cdcpipelines.starrocks.core.table.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Names and texts that are as much in the way of SQL, of what SHOW prints and of HTTP as they can
 * be. The same seed gives the same ones. Confined to one thread.
 */
final class OddTexts {
    private static final List<String> HOLDABLE =
            List.of(
                    "a",
                    "B",
                    "z",
                    "_",
                    "1",
                    "9",
                    "$",
                    "#",
                    "@",
                    "-",
                    "+",
                    "~",
                    "^",
                    "&",
                    "|",
                    "/",
                    ":",
                    ";",
                    ",",
                    ".",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    "%",
                    "?",
                    "%s",
                    "%20",
                    "${x}",
                    "$.a",
                    "{d '2020'}",
                    "'",
                    "''",
                    "\"",
                    "\\",
                    "\\'",
                    "\\n",
                    "\\0",
                    "\\%",
                    "\\_",
                    "\\u0041",
                    "é",
                    "ß",
                    "列",
                    "日本",
                    "\uD83D\uDE00",
                    "\uD83D\uDC69\u200D\uD83D\uDCBB",
                    "e\u0301",
                    "\u200b",
                    "\u200f",
                    "\ufeff",
                    "\u00a0",
                    "\u3000",
                    "\u2028",
                    "\u0130",
                    "select",
                    "KEY",
                    "NULL",
                    "DEFAULT",
                    "COMMENT ",
                    "AFTER",
                    " BUCKETS 9",
                    "-- ",
                    "# ",
                    " ",
                    " x ",
                    "x y",
                    "columns",
                    "id,",
                    "null",
                    "true");
    private static final List<String> CONTROLS =
            List.of(
                    "\n",
                    "\r\n",
                    "\r",
                    "\t",
                    "\b",
                    "\f",
                    "\u001a",
                    "\u007f",
                    "\u0085",
                    "\n  `a` ",
                    ",\n");
    private static final List<String> UNHOLDABLE =
            List.of("`", "``", "\0", "=", "<", ">", "!", "*", "/* x */", "\ud800", "\udc00");
    private static final List<String> WHOLE =
            List.of(
                    "",
                    "__op",
                    "__OP",
                    "__row",
                    "__starrocks_shadow_a",
                    "__generated_partition_column_0",
                    "information_schema",
                    "sys",
                    "1a",
                    "a b",
                    ".",
                    "..",
                    " ",
                    "%",
                    "?",
                    "select",
                    "id ");

    private final Random random;

    OddTexts(long seed) {
        random = new Random(seed);
    }

    /** Any text that a comment or a default may be. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            int kind = random.nextInt(20);
            if (kind == 0) {
                text.append(one(List.of("`", "\0", "=", "<!-- -->", "/* x */")));
            } else if (kind < 4) {
                text.append(one(CONTROLS));
            } else {
                text.append(one(HOLDABLE));
            }
        }
        return random.nextInt(200) == 0 ? text.toString().repeat(400) : text.toString();
    }

    /** Any name, as often one that no server holds as the rest of it makes that likely. */
    String name() {
        int length = random.nextInt(400);
        if (length == 0) {
            return one(WHOLE);
        }
        StringBuilder name = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            int kind = random.nextInt(100);
            name.append(one(kind < 2 ? UNHOLDABLE : kind < 6 ? CONTROLS : HOLDABLE));
        }
        if (length == 1) {
            String filled = name.toString().repeat(1026);
            return filled.substring(0, filled.offsetByCodePoints(0, 1023 + random.nextInt(3)));
        }
        return name.toString();
    }

    /** Names of one kind, of which no two are the same to a server that ignores case. */
    final class Names {
        private final Function<String, Optional<String>> rule;
        private final Set<String> taken = new HashSet<>();
        private final Set<String> refused = new HashSet<>();

        private Names(Function<String, Optional<String>> rule) {
            this.rule = rule;
        }

        String next() {
            while (true) {
                String name = name();
                if (rule.apply(name).isPresent()) {
                    refused.add(name);
                } else if (taken.add(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))) {
                    return name;
                }
            }
        }

        /** What came by and cannot be used. */
        Set<String> refused() {
            return refused;
        }
    }

    Names columns() {
        return new Names(NameRules::obstacleOfColumn);
    }

    Names tables() {
        return new Names(NameRules::obstacleOfTable);
    }

    Names databases() {
        return new Names(NameRules::obstacleOfDatabase);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
