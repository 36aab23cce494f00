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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.environment.DirectoryTree;
import io.cdcpipelines.starrocks.environment.Eventually;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How long changes of many tables take from the commit in MySQL until a query shows them. */
public final class LagScenario implements Scenario {
    /** Changes of a table stay in order whatever distributes rows over tasks. */
    private static final int PARALLELISM = 1;

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SETTLE_TIMEOUT = Duration.ofMinutes(2);

    /** How much is changed. */
    private enum Load {
        FULL(50, 2_000, Duration.ofSeconds(10), Duration.ofSeconds(30)),
        QUICK(5, 400, Duration.ofSeconds(1), Duration.ofSeconds(5));

        private final int tables;
        private final int changesPerSecond;
        private final Duration warmUp;
        private final Duration measured;

        Load(int tables, int changesPerSecond, Duration warmUp, Duration measured) {
            this.tables = tables;
            this.changesPerSecond = changesPerSecond;
            this.warmUp = warmUp;
            this.measured = measured;
        }

        int maxTransactions() {
            Duration longest = START_TIMEOUT.plus(warmUp).plus(measured);
            return (int)
                    (longest.toSeconds() * changesPerSecond / ChangeWriter.CHANGES_PER_TRANSACTION);
        }
    }

    private final Surroundings surroundings;
    private final Function<Surroundings, List<PipelineContender>> contenders;
    private final Load load;

    public LagScenario(Surroundings surroundings) {
        this(surroundings, PipelineContender::all);
    }

    LagScenario(
            Surroundings surroundings, Function<Surroundings, List<PipelineContender>> contenders) {
        this.surroundings = surroundings;
        this.contenders = contenders;
        this.load = surroundings.isQuick() ? Load.QUICK : Load.FULL;
    }

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public List<Measurement> run(int run) throws Exception {
        List<Measurement> measurements = new ArrayList<>();
        for (PipelineContender contender : contenders.apply(surroundings)) {
            Path directory =
                    surroundings.directory().resolve(name() + "-" + run).resolve(contender.name());
            try {
                measurements.add(measure(contender, run, directory));
            } catch (RuntimeException | SQLException e) {
                throw new IllegalStateException(
                        contender.name() + " failed in " + name() + "; logs in " + directory, e);
            }
        }
        return measurements;
    }

    private Measurement measure(PipelineContender contender, int run, Path directory)
            throws Exception {
        LagTables tables = new LagTables(load.tables);
        Path mysqlDirectory = directory.resolve("mysql");
        Map<String, Double> figures;
        try (MySqlServer mysql = MySqlServer.in(mysqlDirectory).start();
                RunningPipeline pipeline =
                        RunningPipeline.start(
                                surroundings, contender, StarRocksProcess.Rows.STORE, directory)) {
            tables.create(mysql);
            FlinkJob job =
                    pipeline.submit(contender, mysql, LagTables.PATTERN, PARALLELISM, Map.of());
            job.awaitWhileAlive(
                    "the first rows of all tables are in StarRocks",
                    START_TIMEOUT,
                    () -> tables.areFilled(pipeline.starRocks()));
            figures = change(mysql, pipeline.starRocks(), job);
            tables.compare(mysql, pipeline.starRocks());
        }
        DirectoryTree.delete(mysqlDirectory);
        return Measurement.of(name(), contender.name(), run, figures);
    }

    private Map<String, Double> change(MySqlServer mysql, StarRocksProcess starRocks, FlinkJob job)
            throws InterruptedException {
        LagBook book = new LagBook(load.tables, load.maxTransactions());
        ChangeWriter writer =
                new ChangeWriter(
                        mysql, load.tables, book, load.changesPerSecond, load.maxTransactions());
        VisibilityObserver observer = new VisibilityObserver(starRocks, load.tables, book);
        Thread writing = start("change-writer", writer);
        Thread observing = start("visibility-observer", observer);
        try {
            job.awaitWhileAlive(
                    "every table shows a change", START_TIMEOUT, book::isEveryTableSeen);
            pass(load.warmUp, writer, observer);
            int first = book.begun();
            pass(load.measured, writer, observer);
            writer.stop();
            writing.join();
            job.awaitWhileAlive("all changes are visible", SETTLE_TIMEOUT, book::isAllSeen);
            writer.failIfFailed();
            observer.failIfFailed();
            return figures(book, first, observer);
        } finally {
            writer.stop();
            observer.stop();
            writing.join();
            observing.join();
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Lets time go by while changes are made. */
    private static void pass(Duration time, ChangeWriter writer, VisibilityObserver observer) {
        long end = System.nanoTime() + time.toNanos();
        Eventually.holds(
                "time passes",
                time.plus(SETTLE_TIMEOUT),
                () -> {
                    writer.failIfFailed();
                    observer.failIfFailed();
                    return System.nanoTime() - end >= 0;
                });
    }

    private static Map<String, Double> figures(
            LagBook book, int first, VisibilityObserver observer) {
        double[] lags = book.lagsMillis(first);
        Map<String, Double> figures = new TreeMap<>();
        figures.put("ms lag p50", LagBook.percentile(lags, 0.5));
        figures.put("ms lag p90", LagBook.percentile(lags, 0.9));
        figures.put("ms lag p99", LagBook.percentile(lags, 0.99));
        figures.put("ms lag max", lags[lags.length - 1]);
        figures.put(
                "changes/s",
                (lags.length - 1.0) * ChangeWriter.CHANGES_PER_TRANSACTION / book.seconds(first));
        figures.put("ms longest look", observer.longestRoundMillis());
        return figures;
    }
}
