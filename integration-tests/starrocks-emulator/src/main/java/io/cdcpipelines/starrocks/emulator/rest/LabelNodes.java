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

package io.cdcpipelines.starrocks.emulator.rest;

import io.cdcpipelines.starrocks.emulator.backend.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The leader's memory of which backend a label was sent to. It holds so many labels, the least
 * recently used go first. Thread-safe.
 */
public final class LabelNodes {
    private static final int LABELS_PER_BACKEND = 512;

    private final List<Backend> backends;
    private final RandomGenerator random;
    private final Map<String, Backend> nodes;

    public LabelNodes(List<Backend> backends, RandomGenerator random) {
        this.backends = List.copyOf(backends);
        this.random = random;
        int capacity = backends.size() * LABELS_PER_BACKEND;
        this.nodes =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Backend> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** Any backend that is alive. */
    synchronized Optional<Backend> choose() {
        List<Backend> alive = backends.stream().filter(Backend::isAlive).toList();
        return alive.isEmpty()
                ? Optional.empty()
                : Optional.of(alive.get(random.nextInt(alive.size())));
    }

    /** Chooses a backend and notes it for the label, whatever was noted before. */
    synchronized Optional<Backend> assign(String label) {
        Optional<Backend> chosen = choose();
        chosen.ifPresent(backend -> nodes.put(label, backend));
        return chosen;
    }

    synchronized Optional<Backend> of(String label) {
        return Optional.ofNullable(nodes.get(label));
    }

    /** What happens when another frontend becomes the leader. */
    public synchronized void forgetAll() {
        nodes.clear();
    }
}
