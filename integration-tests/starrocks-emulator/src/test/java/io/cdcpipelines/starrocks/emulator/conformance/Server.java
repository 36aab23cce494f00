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

package io.cdcpipelines.starrocks.emulator.conformance;

/** The server under test, as a replay sees it: its addresses, and what only its owner can do. */
interface Server extends AutoCloseable {

    /** {@code host:port} of the frontend's MySQL server. */
    String queryAddress();

    /** {@code host:port} of the frontend's HTTP server. */
    String frontendAddress();

    /** {@code host:port} of a backend's HTTP server, counted from 1. */
    String backendAddress(int backend);

    /** Lets alter jobs take their next step. */
    void stepAlterJobs();

    /**
     * Does what a {@code control>} line of a transcript says.
     *
     * @throws UnsupportedOperationException if the server has no such control
     */
    void control(String command);

    @Override
    void close();
}
