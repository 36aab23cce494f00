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

/** Sends one request over the wire, once. Thread-safe. */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request and reads the answer, whatever it is; redirects are answers.
     *
     * @throws TransportException if no complete answer came
     */
    HttpReply send(ServerAddress server, HttpCall call)
            throws TransportException, InterruptedException;

    /** Cuts all connections; calls under way fail. */
    @Override
    void close();
}
