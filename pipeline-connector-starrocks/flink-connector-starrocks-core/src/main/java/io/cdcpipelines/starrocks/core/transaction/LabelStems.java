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

package io.cdcpipelines.starrocks.core.transaction;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The part of labels that stays the same for a table: {@code prefix-database-table-writer-}, to
 * which a number is added. Immutable.
 *
 * <p>Names that do not fit, or that hold characters a label cannot, are shortened and marked with a
 * hash of the whole name.
 */
final class LabelStems {
    private static final Pattern LEGAL = Pattern.compile("[-A-Za-z0-9_]+");
    private static final int MAX_NUMBER_LENGTH = 19;
    private static final int HASH_LENGTH = 8;

    private final String prefix;
    private final String suffix;
    private final int maxNameLength;

    /**
     * @param writer what tells the labels of a writer from those of others
     * @throws IllegalArgumentException if the prefix cannot start a label
     */
    LabelStems(String prefix, String writer) {
        if (!LabelScheme.isLegalPrefix(prefix)) {
            throw new IllegalArgumentException("Not a label prefix: '" + prefix + "'");
        }
        this.prefix = prefix;
        this.suffix = "-" + writer + "-";
        this.maxNameLength =
                (LabelScheme.MAX_LENGTH - prefix.length() - suffix.length() - MAX_NUMBER_LENGTH - 2)
                        / 2;
    }

    /** Whether a text may be part of a label. */
    static boolean isLegal(String text) {
        return LEGAL.matcher(text).matches();
    }

    /** No two tables have the same. */
    String of(TablePath table) {
        return prefix + "-" + database(table.database()) + "-" + name(table.table()) + suffix;
    }

    /** Without a dash, so that the table begins at the first one. */
    private String database(String name) {
        return name.indexOf('-') < 0 ? name(name) : marked(name);
    }

    /** The name itself where it is a legal part of a label. */
    private String name(String name) {
        return name.length() <= maxNameLength && isLegal(name) ? name : marked(name);
    }

    private String marked(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
        int kept = Math.min(legal.length(), maxNameLength - HASH_LENGTH - 1);
        return legal.substring(0, kept) + "_" + hash(name);
    }

    /** Eight hexadecimal digits. */
    static String hash(String text) {
        byte[] digest;
        try {
            digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        StringBuilder hash = new StringBuilder(HASH_LENGTH);
        for (int i = 0; i < HASH_LENGTH / 2; i++) {
            hash.append(Character.forDigit((digest[i] >> 4) & 0xF, 16))
                    .append(Character.forDigit(digest[i] & 0xF, 16));
        }
        return hash.toString();
    }
}
