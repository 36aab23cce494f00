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

/** Finds the rows in the bodies of a load. Used by one thread at a time. */
interface RowScanner {

    /** Takes the next body; what is incomplete at its end may be kept for the next one. */
    void scan(byte[] body, int length) throws LoadException;

    /** Says that there is no further body. */
    void finish() throws LoadException;
}
