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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.load.RetryListener;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.util.Random;

/** Clients with connections of their own. Immutable. */
final class HttpClients implements Clients {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamLoadClient open(StarRocksSinkConfig config, RetryListener retries) {
        return new StreamLoadClient(
                config.connection(),
                config.load(),
                config.retry(),
                Ticker.system(),
                new Random(),
                retries);
    }
}
