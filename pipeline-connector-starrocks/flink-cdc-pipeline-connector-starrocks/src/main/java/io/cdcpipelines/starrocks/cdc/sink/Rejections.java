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

import io.cdcpipelines.starrocks.core.format.RowOp;

/**
 * How many rows of one load were put aside. Belongs to the thread of the request, then to the one
 * that gets its result.
 */
final class Rejections {
    private long upserts;
    private long deletes;

    void count(RowOp op) {
        if (op == RowOp.DELETE) {
            deletes++;
        } else {
            upserts++;
        }
    }

    long rows() {
        return upserts + deletes;
    }

    long upserts() {
        return upserts;
    }

    long deletes() {
        return deletes;
    }
}
