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

package io.cdcpipelines.starrocks.emulator.http;

/** What a server does with the body of a load. */
public enum BodyUse {
    KEPT,
    /** The bytes are counted and forgotten, as fast as a socket delivers them. */
    COUNTED,
    /** The rows of JSON bodies are counted too, which costs about a nanosecond per byte. */
    ROWS_COUNTED
}
