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

package io.cdcpipelines.starrocks.core.table;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** One column of a StarRocks table: an immutable value that keeps the case of its name. */
public final class StarRocksColumn implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final StarRocksType type;
    private final boolean nullable;
    private final ColumnDefault defaultValue;
    private final String comment;

    private StarRocksColumn(
            String name,
            StarRocksType type,
            boolean nullable,
            ColumnDefault defaultValue,
            String comment) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.nullable = nullable;
        this.defaultValue = defaultValue;
        this.comment = Objects.requireNonNull(comment, "comment");
    }

    /** A nullable column without default and comment. */
    public static StarRocksColumn of(String name, StarRocksType type) {
        return new StarRocksColumn(name, type, true, null, "");
    }

    public StarRocksColumn withName(String newName) {
        return new StarRocksColumn(newName, type, nullable, defaultValue, comment);
    }

    public StarRocksColumn withType(StarRocksType newType) {
        return new StarRocksColumn(name, newType, nullable, defaultValue, comment);
    }

    public StarRocksColumn asNullable() {
        return new StarRocksColumn(name, type, true, defaultValue, comment);
    }

    public StarRocksColumn asNotNull() {
        return new StarRocksColumn(name, type, false, defaultValue, comment);
    }

    public StarRocksColumn withDefault(ColumnDefault newDefault) {
        return new StarRocksColumn(
                name, type, nullable, Objects.requireNonNull(newDefault, "default"), comment);
    }

    public StarRocksColumn withComment(String newComment) {
        return new StarRocksColumn(name, type, nullable, defaultValue, newComment);
    }

    public String name() {
        return name;
    }

    public StarRocksType type() {
        return type;
    }

    public boolean isNullable() {
        return nullable;
    }

    public Optional<ColumnDefault> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Empty if there is none. */
    public String comment() {
        return comment;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof StarRocksColumn)) {
            return false;
        }
        StarRocksColumn that = (StarRocksColumn) other;
        return name.equals(that.name)
                && type.equals(that.type)
                && nullable == that.nullable
                && Objects.equals(defaultValue, that.defaultValue)
                && comment.equals(that.comment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, nullable, defaultValue, comment);
    }

    @Override
    public String toString() {
        return name
                + ' '
                + type
                + (nullable ? " NULL" : " NOT NULL")
                + (defaultValue == null ? "" : " DEFAULT " + defaultValue);
    }
}
