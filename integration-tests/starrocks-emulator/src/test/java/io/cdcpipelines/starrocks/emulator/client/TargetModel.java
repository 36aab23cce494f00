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

package io.cdcpipelines.starrocks.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.client.History.Semantic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tables of StarRocks may and must hold, given how far the source was read and what became
 * of checkpoints. Used by one thread.
 */
final class TargetModel {

    /**
     * A job that was submitted from a checkpoint before the latest.
     *
     * @param from where it went on
     * @param completed where the latest complete checkpoint was, whose rows may be visible
     * @param committed up to where rows were visible for sure
     */
    private record GoneBack(int from, int completed, int committed) {}

    private final SourceChanges source;
    private final Semantic semantic;
    private final List<GoneBack> goneBack = new ArrayList<>();
    private int furthest;
    private int completed;
    private int committed;

    TargetModel(SourceChanges source, Semantic semantic) {
        this.source = source;
        this.semantic = semantic;
    }

    /** The source was read up to here. */
    void written(int position) {
        furthest = Math.max(furthest, position);
    }

    void completed(int position) {
        completed = position;
    }

    /** The end of what was ever read. */
    int furthest() {
        return furthest;
    }

    boolean isCommitted() {
        return committed == completed;
    }

    /** What the latest complete checkpoint holds is committed. */
    void committed() {
        committed = completed;
    }

    /** A new job goes on from a checkpoint before the latest. */
    void goesBack(int from) {
        goneBack.add(new GoneBack(from, completed, committed));
        completed = from;
        committed = from;
    }

    /**
     * Checks what can be seen right after the rows up to a position were committed.
     *
     * @param keyed the rows of the table with a key, sorted
     * @param grown the ids of the rows of the table without a key
     */
    void verify(int position, List<String> keyed, List<Integer> grown) {
        // Rows that are committed before their checkpoint, and that come again, are ahead of it.
        if (position == furthest) {
            assertThat(keyed)
                    .as("rows with a key at %s", position)
                    .isEqualTo(source.keyedRows(position));
        }
        Map<Integer, Integer> copies = new HashMap<>();
        grown.forEach(id -> copies.merge(id, 1, Integer::sum));
        for (int id : source.grownRows(position)) {
            Integer count = copies.remove(id);
            assertThat(count).as("copies of row %s at %s", id, position).isNotNull();
            if (semantic == Semantic.EXACTLY_ONCE) {
                assertThat(count)
                        .as("copies of row %s at %s", id, position)
                        .isBetween(leastCopies(id), mostCopies(id));
            }
        }
        copies.keySet().removeIf(id -> mayBeAhead(id));
        assertThat(copies).as("rows beyond %s", position).isEmpty();
    }

    private int leastCopies(int id) {
        return 1 + (int) goneBack.stream().filter(g -> id > g.from && id <= g.committed).count();
    }

    private int mostCopies(int id) {
        return 1 + (int) goneBack.stream().filter(g -> id > g.from && id <= g.completed).count();
    }

    private boolean mayBeAhead(int id) {
        return semantic == Semantic.EXACTLY_ONCE ? mostCopies(id) > 1 : id <= furthest;
    }
}
