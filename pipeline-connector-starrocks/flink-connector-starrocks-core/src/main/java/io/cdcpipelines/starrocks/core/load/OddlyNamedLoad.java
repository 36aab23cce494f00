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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.table.TablePath;

/**
 * Loads one payload into a table whose name cannot be part of a URL. Thread-safe.
 *
 * <p>StarRocks up to 3.5: a backend does not decode the path of a single load, and a frontend's
 * redirect garbles what is not ASCII. A transaction names its table in a header, which both leave
 * alone; so that such a payload is a transaction of its own. It is not repeated as a whole: who
 * loads again takes a new label.
 */
final class OddlyNamedLoad {
    private final TransactionLoad loads;
    private final TransactionEnd ends;

    OddlyNamedLoad(TransactionLoad loads, TransactionEnd ends) {
        this.loads = loads;
        this.ends = ends;
    }

    static boolean isNeededFor(TablePath table) {
        return !isPlain(table.database()) || !isPlain(table.table());
    }

    private static boolean isPlain(String name) {
        return !name.startsWith(".") && AsciiNames.isMadeOfLettersDigitsOr("-_.~", name);
    }

    LoadResult load(TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        TransactionId id = loads.begin(table, Labels.withSuffixes(label));
        try {
            LoadResult result = loads.load(id, format, payload);
            CommitOutcome outcome = ends.commit(id);
            if (outcome == CommitOutcome.COMMITTED || outcome == CommitOutcome.ALREADY_COMMITTED) {
                return result;
            }
            throw new StarRocksLoadException(
                    ErrorKind.RETRYABLE,
                    Operation.LOAD
                            + " "
                            + table
                            + " failed (label "
                            + id.label()
                            + "): the commit is "
                            + outcome
                            + ", the rows have to be loaded again");
        } catch (StarRocksLoadException e) {
            abandon(id, e);
            throw e;
        }
    }

    private void abandon(TransactionId id, StarRocksLoadException reason)
            throws InterruptedException {
        try {
            ends.rollback(id);
        } catch (StarRocksLoadException e) {
            reason.addSuppressed(e);
        }
    }
}
