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

package io.cdcpipelines.starrocks.benchmarks.report;

/** Names of contenders that the report knows. */
final class Contenders {
    static final String CONNECTOR = "connector";

    /** The connector in a JVM with {@code -Xmx256m}. */
    static final String CONNECTOR_256M = "connector-256m";

    static final String INCUMBENT = "incumbent";

    /** The incumbent with {@code sink.at-least-once.use-transaction-stream-load: false}. */
    static final String INCUMBENT_PLAIN = "incumbent-plain";

    /** Code that was written for one table and does nothing else. */
    static final String ENCODER = "encoder";

    /** Bytes through a socket. */
    static final String LOOPBACK = "loopback";

    private Contenders() {}
}
