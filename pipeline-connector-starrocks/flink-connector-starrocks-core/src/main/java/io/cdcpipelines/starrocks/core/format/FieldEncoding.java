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

/** How the value of a column travels in a load, and what the server does to it on arrival. */
public enum FieldEncoding {
    /** As it is: the server casts it to the column's type. */
    PLAIN,
    /** As padded Base64 text that a load expression decodes: for binary columns. */
    BASE64
}
