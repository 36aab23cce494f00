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

package io.cdcpipelines.starrocks.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Shows the progress of all tables: on a terminal the same lines are drawn again, elsewhere a block
 * is printed every few seconds. Any thread may call it.
 */
final class ProgressBoard {
    private static final Duration BETWEEN_BLOCKS = Duration.ofSeconds(10);
    private static final String CURSOR_UP_AND_CLEAR = "\033[%dA\033[J";

    private final PrintWriter out;
    private final boolean isTerminal;
    private int linesDrawn;
    private long lastBlock;

    ProgressBoard(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.lastBlock = System.nanoTime() - BETWEEN_BLOCKS.toNanos();
    }

    /** Prints a line that stays. */
    synchronized void say(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    synchronized void show(List<TableProgress> tables) {
        if (!isTerminal && System.nanoTime() - lastBlock < BETWEEN_BLOCKS.toNanos()) {
            return;
        }
        draw(tables);
    }

    private void draw(List<TableProgress> tables) {
        lastBlock = System.nanoTime();
        erase();
        print(
                "  %-18s %12s %12s %10s %8s %10s",
                "table", "rows read", "upserts", "deletes", "loads", "lag");
        for (TableProgress table : tables) {
            print(
                    "  %-18s %,12d %,12d %,10d %,8d %10s",
                    table.table(),
                    table.rowsRead(),
                    table.upserts(),
                    table.deletes(),
                    table.loads(),
                    seconds(table.lag()));
        }
        out.flush();
    }

    /** Shows the tables for the last time, whenever that was done before, and leaves them there. */
    synchronized void conclude(List<TableProgress> tables) {
        draw(tables);
        linesDrawn = 0;
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        linesDrawn++;
    }

    private void erase() {
        if (isTerminal && linesDrawn > 0) {
            out.printf(CURSOR_UP_AND_CLEAR, linesDrawn);
        }
        linesDrawn = 0;
    }

    private static String seconds(Duration lag) {
        return String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0);
    }
}
