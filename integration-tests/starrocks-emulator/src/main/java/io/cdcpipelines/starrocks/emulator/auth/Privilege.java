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

package io.cdcpipelines.starrocks.emulator.auth;

/** The privileges that statements and loads ask for. */
public enum Privilege {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    ALTER,
    DROP,
    EXPORT,
    REFRESH,
    USAGE,
    CREATE_TABLE,
    CREATE_VIEW,
    CREATE_FUNCTION,
    CREATE_MATERIALIZED_VIEW,
    CREATE_PIPE,
    CREATE_DATABASE,
    OPERATE,
    NODE,
    GRANT;

    /** The name as grants and error messages write it. */
    public String sqlName() {
        return name().replace('_', ' ');
    }
}
