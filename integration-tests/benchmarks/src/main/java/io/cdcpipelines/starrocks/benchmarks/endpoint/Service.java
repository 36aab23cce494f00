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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** What a server answers. Thread-safe. */
interface Service {

    /** The body of a request. */
    interface Body {

        /**
         * Asks the client for it, if it waits to be asked, and returns its length when it is there.
         */
        long read(Consumer<ByteBuffer> pieces) throws IOException;
    }

    /** A body that is not read is not asked for. */
    Reply answer(RequestHead head, Body body) throws IOException;
}
