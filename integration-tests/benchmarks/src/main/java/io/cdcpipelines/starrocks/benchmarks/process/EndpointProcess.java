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

package io.cdcpipelines.starrocks.benchmarks.process;

import io.cdcpipelines.starrocks.benchmarks.endpoint.Endpoint;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointAddresses;
import java.io.IOException;
import java.nio.file.Path;

/** An {@link Endpoint} that runs until it is closed. Immutable. */
public final class EndpointProcess implements AutoCloseable {
    private final ChildJvm jvm;
    private final EndpointAddresses addresses;

    private EndpointProcess(ChildJvm jvm, EndpointAddresses addresses) {
        this.jvm = jvm;
        this.addresses = addresses;
    }

    public static EndpointProcess start(Path log) throws IOException {
        ChildJvm jvm = ChildJvm.server(Endpoint.class, System.getProperty("java.class.path"), log);
        return new EndpointProcess(jvm, EndpointAddresses.parse(jvm.firstLine()));
    }

    public EndpointAddresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
