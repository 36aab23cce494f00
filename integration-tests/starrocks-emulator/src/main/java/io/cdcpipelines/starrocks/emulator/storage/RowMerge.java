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

package io.cdcpipelines.starrocks.emulator.storage;

/** How a loaded row meets the stored row of the same key. */
@FunctionalInterface
public interface RowMerge {

    /** The loaded row takes the place of the stored one. */
    RowMerge REPLACE = (stored, loaded) -> loaded;

    /**
     * The row to keep.
     *
     * @param stored the row of that key, or null where there is none
     */
    Object[] merge(Object[] stored, Object[] loaded);
}
