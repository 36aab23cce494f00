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

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rows for which a server refuses a load, by trying parts of it, always from the first
 * row to the last. A row counts as refused only after the server has refused it alone. Used by one
 * thread.
 */
public final class RowSearch {

    /** Has a server look at rows. */
    public interface Trial {
        /**
         * @throws RowsRefusedException if some of the rows are not acceptable
         */
        void attempt(RowSpan rows) throws IOException, InterruptedException;
    }

    /** Takes a row that is refused. */
    public interface Finding {
        void refused(RowSpan row, RowsRefusedException refusal) throws IOException;
    }

    private final Trial trial;
    private final Finding finding;

    /**
     * @param trial is given each part once, and each accepted row in exactly one part that it
     *     accepts
     */
    public RowSearch(Trial trial, Finding finding) {
        this.trial = trial;
        this.finding = finding;
    }

    /** Searches rows of which it is not known whether they are acceptable. */
    public void search(RowSpan rows) throws IOException, InterruptedException {
        Optional<RowsRefusedException> refusal = attempt(rows);
        if (refusal.isPresent()) {
            searchRefused(rows, refusal.get());
        }
    }

    private Optional<RowsRefusedException> attempt(RowSpan rows)
            throws IOException, InterruptedException {
        try {
            trial.attempt(rows);
            return Optional.empty();
        } catch (RowsRefusedException e) {
            return Optional.of(e);
        }
    }

    /**
     * Searches rows that were refused as a whole.
     *
     * @param refusal the reason
     */
    public void searchRefused(RowSpan rows, RowsRefusedException refusal)
            throws IOException, InterruptedException {
        if (rows.isSingleRow()) {
            finding.refused(rows, refusal);
            return;
        }
        List<RowSpan> halves = rows.halves();
        Optional<RowsRefusedException> first = attempt(halves.get(0));
        if (first.isPresent()) {
            searchRefused(halves.get(0), first.get());
            search(halves.get(1));
        } else if (halves.get(1).isSingleRow()) {
            search(halves.get(1));
        } else {
            // The fault must be here, so that only parts of it are worth a trial.
            searchRefused(halves.get(1), refusal);
        }
    }
}
