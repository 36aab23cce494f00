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

package io.cdcpipelines.starrocks.core.load;

import io.cdcpipelines.starrocks.core.http.ServerAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frontends of a cluster, and which of them to ask first: any, until it fails, then the next.
 * Thread-safe; the choice is atomic because every load of a client shares it.
 */
final class Frontends {
    private static final Logger LOG = LoggerFactory.getLogger(Frontends.class);

    private final List<ServerAddress> addresses = new ArrayList<>();
    private final AtomicInteger preferred;

    Frontends(List<URI> frontends, Random random) {
        frontends.forEach(frontend -> addresses.add(ServerAddress.of(frontend)));
        preferred = new AtomicInteger(random.nextInt(addresses.size()));
    }

    /** All frontends, the preferred one first. */
    List<ServerAddress> inOrder() {
        List<ServerAddress> order = new ArrayList<>(addresses.size());
        int first = preferred.get();
        for (int i = 0; i < addresses.size(); i++) {
            order.add(addresses.get((first + i) % addresses.size()));
        }
        return order;
    }

    /** Prefers the next frontend, unless somebody else has turned away from this one already. */
    void avoid(ServerAddress failed) {
        int index = addresses.indexOf(failed);
        int next = (index + 1) % addresses.size();
        if (index >= 0 && next != index && preferred.compareAndSet(index, next)) {
            LOG.info("Frontend {} failed, asking {} from now on", failed, addresses.get(next));
        }
    }
}
