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

import io.cdcpipelines.starrocks.core.load.TransactionId;
import java.util.Optional;

/** What took the place of a transaction of which rows were refused. */
final class Replacement {
    private final Optional<TransactionId> prepared;
    private final Rejections rejections;

    Replacement(Optional<TransactionId> prepared, Rejections rejections) {
        this.prepared = prepared;
        this.rejections = rejections;
    }

    /** A prepared transaction with all other rows, if there are some. */
    Optional<TransactionId> prepared() {
        return prepared;
    }

    Rejections rejections() {
        return rejections;
    }
}
