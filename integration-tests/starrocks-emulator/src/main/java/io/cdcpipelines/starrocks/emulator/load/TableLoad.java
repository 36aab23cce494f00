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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.List;

/**
 * The data of one transaction on its way into a table: bodies become rows, rows are filtered, and
 * at the end there is a write to commit. Used by one thread at a time.
 */
public final class TableLoad {
    private final LoadRequest request;
    private final Cluster cluster;
    private final RowAssembler rows;
    private final RowScanner scanner;
    private final ErrorRows errors;

    private TableLoad(Cluster cluster, LoadPlan plan, DefaultValues defaults) {
        this.request = plan.request();
        this.cluster = cluster;
        this.errors = new ErrorRows(request.rejectedRecordsLogged());
        this.rows = new RowAssembler(plan, defaults);
        this.scanner =
                request.format().isJson()
                        ? new JsonScanner(rows, errors)
                        : new CsvScanner(rows, errors);
    }

    /** What loads of a cluster have in common. */
    public record Environment(Cluster cluster, LoadPlanner planner, DefaultValues defaults) {

        /** Plans a load of the table. */
        public TableLoad open(LoadRequest request, LoadTarget target) throws LoadException {
            return new TableLoad(cluster, planner.plan(request, target), defaults);
        }
    }

    public LoadRequest request() {
        return request;
    }

    /** Takes a body. */
    public void load(byte[] body, int length) throws LoadException {
        Compression compression = request.format().compression();
        if (compression == Compression.NONE) {
            scanner.scan(body, length);
        } else {
            byte[] plain = compression.decompress(body, length);
            scanner.scan(plain, plain.length);
        }
    }

    /** Ends the load and returns what it wrote, unless too many rows were filtered. */
    public PendingWrite finish() throws LoadException {
        scanner.finish();
        LoadCounts counts = counts();
        double candidates = (double) counts.total() - counts.unselected();
        if (counts.filtered() > request.maxFilterRatio() * candidates) {
            throw new LoadException(StatusCode.INTERNAL_ERROR, "too many filtered rows");
        }
        return new TableWrite(cluster, rows.plan(), rows.changes());
    }

    public LoadCounts counts() {
        return rows.counts();
    }

    /** The filtered rows that the client wants to have written down, with the reason of each. */
    public List<String> rejectedRecords() {
        return errors.records();
    }

    /** The first filtered rows and why they were. */
    public List<String> errorRows() {
        return errors.lines();
    }
}
