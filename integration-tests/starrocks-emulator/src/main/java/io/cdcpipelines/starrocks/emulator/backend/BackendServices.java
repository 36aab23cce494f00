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

package io.cdcpipelines.starrocks.emulator.backend;

import io.cdcpipelines.starrocks.emulator.auth.Accounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.http.BodyUse;
import io.cdcpipelines.starrocks.emulator.load.TableLoad;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * What every backend of a cluster uses.
 *
 * @param bodyUse what becomes of the bodies of loads: to measure clients they are only counted
 * @param discardedRows takes the rows that were counted and not kept, once they are published
 */
public record BackendServices(
        Cluster cluster,
        Accounts accounts,
        TransactionRegistry transactions,
        TableLoad.Environment loads,
        BodyUse bodyUse,
        LongAdder discardedRows) {}
