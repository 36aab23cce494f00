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

/**
 * How to reach an endpoint. Immutable.
 *
 * @param jdbcUrl of its SQL
 * @param frontend {@code host:port} that redirects loads
 * @param backend {@code host:port} that takes them
 * @param control {@code host:port} of its counters
 */
public record EndpointAddresses(String jdbcUrl, String frontend, String backend, String control) {

    public static EndpointAddresses parse(String line) {
        String[] parts = line.split(" ");
        return new EndpointAddresses(parts[0], parts[1], parts[2], parts[3]);
    }

    /** The opposite of {@link #parse}. */
    public String line() {
        return String.join(" ", jdbcUrl, frontend, backend, control);
    }
}
