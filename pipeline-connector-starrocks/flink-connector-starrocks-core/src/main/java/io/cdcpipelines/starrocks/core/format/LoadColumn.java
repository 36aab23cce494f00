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

package io.cdcpipelines.starrocks.core.format;

import java.util.Objects;

/** A column of a load: its name, exactly as the table has it, and how its values travel. */
public final class LoadColumn {
    private final String name;
    private final FieldEncoding encoding;

    private LoadColumn(String name, FieldEncoding encoding) {
        this.name = name;
        this.encoding = encoding;
    }

    /**
     * @throws IllegalArgumentException if the name is empty
     */
    public static LoadColumn of(String name, FieldEncoding encoding) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A column of a load needs a name");
        }
        return new LoadColumn(name, Objects.requireNonNull(encoding, "encoding"));
    }

    public String name() {
        return name;
    }

    public FieldEncoding encoding() {
        return encoding;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoadColumn
                && ((LoadColumn) other).name.equals(name)
                && ((LoadColumn) other).encoding == encoding;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, encoding);
    }

    @Override
    public String toString() {
        return encoding == FieldEncoding.PLAIN ? name : name + " (" + encoding + ")";
    }
}
