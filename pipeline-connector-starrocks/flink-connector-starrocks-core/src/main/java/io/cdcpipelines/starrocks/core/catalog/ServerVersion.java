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

package io.cdcpipelines.starrocks.core.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a frontend, and what it can do: an immutable value. A build without a number, such
 * as one of the main branch, counts as newer than all.
 */
public final class ServerVersion {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    private final int major;
    private final int minor;
    private final int patch;
    private final String text;

    private ServerVersion(int major, int minor, int patch, String text) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.text = text;
    }

    /** A version that can do all that this one knows of. */
    public static ServerVersion newest() {
        return parse("newest");
    }

    /**
     * @param text as {@code current_version()} prints it: {@code 3.5.10-abcdef}
     */
    public static ServerVersion parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.find()) {
            return new ServerVersion(Integer.MAX_VALUE, 0, 0, text);
        }
        return new ServerVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
                text);
    }

    /** Whether {@code RENAME COLUMN} is more than a word of the grammar. */
    public boolean renamesColumns() {
        return isAtLeast(3, 3, 2);
    }

    /** Whether the comment of a column can be changed without rewriting the table. */
    public boolean commentsColumns() {
        return isAtLeast(3, 5, 0);
    }

    /** Whether loads can be transactions. */
    public boolean hasLoadTransactions() {
        return isAtLeast(2, 4, 0);
    }

    /** Whether loads of JSON can be compressed; 3.3.0 is older than the change. */
    public boolean readsCompressedJson() {
        return isAtLeast(3, 3, 1) || major == 3 && minor == 2 && patch >= 7;
    }

    /** Whether a load transaction can say how long it stays prepared. */
    public boolean takesPreparedTimeout() {
        return isAtLeast(3, 5, 4);
    }

    /** Whether it is one of those that this connector is made for. */
    public boolean isSupported() {
        return isAtLeast(3, 3, 0);
    }

    private boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor == otherMinor ? patch >= otherPatch : minor > otherMinor;
    }

    @Override
    public String toString() {
        return text;
    }
}
