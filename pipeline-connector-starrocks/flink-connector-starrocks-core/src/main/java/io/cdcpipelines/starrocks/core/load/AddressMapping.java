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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Knows by which address this machine reaches a server that names itself by another. Immutable. */
final class AddressMapping {
    private final Map<String, String> targets = new HashMap<>();

    AddressMapping(Map<String, String> mapping) {
        mapping.forEach((from, to) -> targets.put(from.toLowerCase(Locale.ROOT), to));
    }

    ServerAddress toUse(ServerAddress named) {
        String target = targets.get(named.authority());
        if (target == null) {
            return named;
        }
        String url = target.contains("://") ? target : named.scheme() + "://" + target;
        return ServerAddress.parse(url)
                .orElseThrow(() -> new IllegalStateException("Not an address: " + target));
    }

    /** Whether the user wrote that this server is spoken to without TLS. */
    boolean isDeclaredPlain(ServerAddress named) {
        return targets.getOrDefault(named.authority(), "").startsWith("http://");
    }
}
