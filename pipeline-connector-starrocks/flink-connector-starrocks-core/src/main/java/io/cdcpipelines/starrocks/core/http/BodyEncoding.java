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

package io.cdcpipelines.starrocks.core.http;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.io.IOException;
import java.io.OutputStream;

/** How the rows of a payload travel. Thread-safe. */
public interface BodyEncoding {

    /** As they are. */
    BodyEncoding PLAIN =
            new BodyEncoding() {
                @Override
                public void write(Payload payload, OutputStream out) throws IOException {
                    payload.writeTo(out);
                }

                @Override
                public boolean keepsLength() {
                    return true;
                }
            };

    void write(Payload payload, OutputStream out) throws IOException;

    /** Whether a body is as long as its payload; otherwise its length is not known before. */
    boolean keepsLength();
}
