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

package io.cdcpipelines.starrocks.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Flink session cluster of real processes, one JobManager and any number of TaskManagers, with
 * the Flink CDC command line to submit pipelines to it. Its processes can be killed. One thread
 * uses it, but others may submit pipelines meanwhile.
 */
public final class FlinkCluster implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SUBMIT_TIMEOUT = Duration.ofMinutes(3);
    private static final Pattern JOB_ID = Pattern.compile("Job ID: ([0-9a-f]{32})");

    /** What Flink's own start scripts open for its serialisers on Java 17. */
    private static final List<String> OPENED_PACKAGES =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED");

    private final FlinkCdcDistribution distribution;
    private final Path directory;
    private final FlinkConfiguration configuration;
    private final FlinkRest rest;
    private final Deque<ChildProcess> taskManagers = new ArrayDeque<>();
    private ChildProcess jobManager;
    private final AtomicInteger started = new AtomicInteger();

    private FlinkCluster(
            FlinkCdcDistribution distribution, Path directory, FlinkConfiguration configuration) {
        this.distribution = distribution;
        this.directory = directory;
        this.configuration = configuration;
        this.rest = new FlinkRest(configuration.restUrl());
    }

    /**
     * Starts a JobManager and one TaskManager, whose logs, configuration and checkpoints go to
     * {@code directory}.
     *
     * @param overrides Flink options that go before the defaults, such as {@code
     *     execution.checkpointing.interval} or {@code env.java.opts.taskmanager}
     */
    public static FlinkCluster start(
            FlinkCdcDistribution distribution, Path directory, Map<String, String> overrides) {
        Path absolute = directory.toAbsolutePath();
        Map<String, String> options = new LinkedHashMap<>();
        // Tasks of a sink with a committer need it. A download of Flink CDC is one jar, which is
        // shipped with each job.
        options.put("pipeline.classpaths", distribution.composer().toUri().toString());
        options.putAll(overrides);
        FlinkCluster cluster =
                new FlinkCluster(
                        distribution, absolute, FlinkConfiguration.write(absolute, options));
        try {
            cluster.startJobManager();
            cluster.startTaskManager();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a JobManager, after the former one was killed, and returns when it answers. */
    public void startJobManager() {
        jobManager =
                java(
                        "jobmanager",
                        distribution.clusterClassPath(),
                        FlinkConfiguration.JOB_MANAGER_JVM,
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        List.of("--configDir", configuration.directory().toString()));
        Eventually.holds(
                "JobManager answers at " + restUrl(),
                START_TIMEOUT,
                () -> {
                    if (!jobManager.isAlive()) {
                        throw new IllegalStateException("The JobManager ended" + jobManager.tail());
                    }
                    return registeredTaskManagers() >= 0;
                });
    }

    /** Adds a TaskManager and returns when the JobManager knows it. */
    public void startTaskManager() {
        int before = Math.max(0, registeredTaskManagers());
        String id = "taskmanager-" + started.incrementAndGet();
        ChildProcess taskManager =
                java(
                        id,
                        distribution.clusterClassPath(),
                        configuration.taskManagerJvm(),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        List.of(
                                "--configDir",
                                configuration.directory().toString(),
                                "-Dtaskmanager.resource-id=" + id));
        taskManagers.addLast(taskManager);
        Eventually.holds(
                "JobManager knows " + id + " besides " + before + " others",
                START_TIMEOUT,
                () -> {
                    if (!taskManager.isAlive()) {
                        throw new IllegalStateException("A TaskManager ended" + taskManager.tail());
                    }
                    return isRegistered(id);
                });
    }

    /** Kills the oldest TaskManager as the operating system's out-of-memory killer would. */
    public void killTaskManager() {
        taskManagers.removeFirst().kill();
    }

    /**
     * Kills the JobManager, and with it the memory of all jobs: without high availability nothing
     * but their checkpoints is left. TaskManagers live on and register with the next one.
     */
    public void killJobManager() {
        jobManager.kill();
    }

    /** The process of the oldest TaskManager that lives. */
    public long taskManagerPid() {
        return taskManagers.getFirst().pid();
    }

    public String restUrl() {
        return configuration.restUrl();
    }

    /** Logs of the cluster and of all submissions. */
    public Path logs() {
        return directory.resolve("log");
    }

    public FlinkJob job(String id) {
        return new FlinkJob(rest, id);
    }

    /** Submits a pipeline as a user does, and returns the running job. */
    public FlinkJob submit(Path pipeline, Path... connectors) {
        return submitted(pipeline, trySubmit(pipeline, connectors));
    }

    /**
     * Submits a pipeline that goes on from a checkpoint of an earlier job.
     *
     * @param checkpoint as {@link FlinkJob#lastCheckpoint()} names it
     */
    public FlinkJob submitFrom(String checkpoint, Path pipeline, Path... connectors) {
        // Flink CDC 3.2 cannot be told by its own --from-savepoint: it looks for a class that Flink
        // 1.20 does not have any more.
        Path home = directory.resolve("from-checkpoint-" + started.incrementAndGet());
        configuration.copyTo(home, Map.of("execution.state-recovery.path", checkpoint));
        return submitted(pipeline, run(home, pipeline, connectors));
    }

    private FlinkJob submitted(Path pipeline, Submission submission) {
        return submission
                .jobId()
                .map(this::job)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "flink-cdc refused %s (exit code %d):%n%s"
                                                .formatted(
                                                        pipeline,
                                                        submission.exitCode(),
                                                        submission.output())));
    }

    /** Submits a pipeline and returns whatever the command line said. */
    public Submission trySubmit(Path pipeline, Path... connectors) {
        return run(directory, pipeline, connectors);
    }

    private Submission run(Path home, Path pipeline, Path... connectors) {
        List<String> arguments = new ArrayList<>(List.of("--flink-home", home.toString()));
        arguments.add(pipeline.toAbsolutePath().toString());
        try (ChildProcess commandLine =
                java(
                        "flink-cdc-" + started.incrementAndGet(),
                        distribution.commandLineClassPath(List.of(connectors)),
                        FlinkConfiguration.COMMAND_LINE_JVM,
                        "org.apache.flink.cdc.cli.CliFrontend",
                        arguments)) {
            OptionalInt exitCode = commandLine.exitCode(SUBMIT_TIMEOUT);
            String output = commandLine.output();
            Matcher jobId = JOB_ID.matcher(output);
            return new Submission(
                    exitCode.orElse(-1),
                    jobId.find() ? Optional.of(jobId.group(1)) : Optional.empty(),
                    output);
        }
    }

    private ChildProcess java(
            String name,
            String classPath,
            List<String> jvm,
            String mainClass,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(OPENED_PACKAGES);
        command.add("-Dlog4j.configurationFile=" + configuration.loggingFile());
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("FLINK_CONF_DIR", configuration.directory().toString());
        return ChildProcess.start(name, command, environment, logs().resolve(name + ".log"));
    }

    private boolean isRegistered(String taskManager) throws IOException {
        return rest.get("/taskmanagers").at("taskmanagers").elements().stream()
                .anyMatch(known -> known.at("id").text().equals(taskManager));
    }

    /** Negative while nobody answers. */
    private int registeredTaskManagers() {
        try {
            return rest.get("/taskmanagers").at("taskmanagers").elements().size();
        } catch (IOException notYet) {
            return -1;
        }
    }

    /**
     * All log texts of the cluster and of the command line, for tests that look for what must not
     * be there.
     */
    public String allLogs() {
        try (Stream<Path> files = Files.list(logs())) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // All at once, as each takes its time to say goodbye to the others.
        taskManagers.forEach(ChildProcess::terminate);
        if (jobManager != null) {
            jobManager.terminate();
        }
        taskManagers.forEach(ChildProcess::close);
        taskManagers.clear();
        if (jobManager != null) {
            jobManager.close();
        }
    }
}
