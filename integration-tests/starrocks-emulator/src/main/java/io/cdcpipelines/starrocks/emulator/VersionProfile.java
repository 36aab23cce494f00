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

package io.cdcpipelines.starrocks.emulator;

/** The StarRocks version whose texts, codes and capabilities the emulator shows. */
public enum VersionProfile {
    V3_3("3.3.14", "5.1.0"),
    V3_5("3.5.10", "8.0.33");

    private final String version;
    private final String mysqlVersion;

    VersionProfile(String version, String mysqlVersion) {
        this.version = version;
        this.mysqlVersion = mysqlVersion;
    }

    /** The version that {@code current_version()} names. */
    public String version() {
        return version;
    }

    /** The version that the MySQL handshake and {@code version()} name. */
    public String mysqlVersion() {
        return mysqlVersion;
    }

    /** Whether {@code CURRENT_TIMESTAMP(n)} and {@code CURRENT_TIMESTAMP()} are default values. */
    public boolean knowsTimestampPrecision() {
        return this != V3_3;
    }

    /** Whether a default of CURRENT_TIMESTAMP is accepted for every type, not only DATETIME. */
    public boolean acceptsTimestampDefaultOnAnyType() {
        return this != V3_3;
    }

    /** Whether the grammar has {@code MODIFY COLUMN c COMMENT 'text'}. */
    public boolean knowsModifyColumnComment() {
        return this != V3_3;
    }

    /**
     * Whether PARTITION BY takes names without brackets, several expressions, and functions other
     * than date_trunc and time_slice (StarRocks 3.4 and later).
     */
    public boolean knowsPartitionExpressions() {
        return this != V3_3;
    }

    /** Whether SHOW PARTITIONS has the column StorageSize. */
    public boolean showsStorageSize() {
        return this != V3_3;
    }
}
