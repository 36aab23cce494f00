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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A job of a {@link FlinkCluster}, seen through its REST interface; any thread may call it. */
public final class FlinkJob {

    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

    private final FlinkRest rest;
    private final String id;

    FlinkJob(FlinkRest rest, String id) {
        this.rest = rest;
        this.id = Objects.requireNonNull(id, "id");
    }

    public String id() {
        return id;
    }

    /** Flink's word for it: RUNNING, RESTARTING, FAILED and so on. */
    public String state() {
        return get("").at("state").text();
    }

    /** True if all tasks run, which the state of the job alone does not say. */
    public boolean isFullyRunning() {
        Json job = get("");
        List<Json> vertices = job.at("vertices").elements();
        return job.at("state").text().equals("RUNNING")
                && !vertices.isEmpty()
                && vertices.stream()
                        .allMatch(vertex -> vertex.at("status").text().equals("RUNNING"));
    }

    public void awaitRunning(Duration within) {
        awaitWhileAlive("all tasks of job " + id + " run", within, this::isFullyRunning);
    }

    /**
     * Waits for something that happens only while the job lives; its failure ends the wait, with
     * Flink's reason.
     */
    public void awaitWhileAlive(String what, Duration within, Probe condition) {
        awaitWhileAlive(what, within, condition, () -> "nothing");
    }

    /** As above; {@code lastSeen} tells in the failure what was there instead. */
    public void awaitWhileAlive(
            String what, Duration within, Probe condition, Supplier<String> lastSeen) {
        Eventually.holds(
                what,
                within,
                () -> condition.holds() || failIfEnded(),
                () -> "%s; job %s %s".formatted(lastSeen.get(), state(), rootException()));
    }

    private boolean failIfEnded() {
        String state = state();
        if (ENDED.contains(state)) {
            throw new IllegalStateException(
                    "Job %s is %s: %s".formatted(id, state, rootException()));
        }
        return false;
    }

    /** Returns the state in which the job ended. */
    public String awaitEnd(Duration within) {
        return Eventually.present(
                "job " + id + " ends", within, () -> Optional.of(state()).filter(ENDED::contains));
    }

    /** What the tasks of each vertex did with their time, in the order of the job. */
    public List<TaskTimes> taskTimes() {
        return get("").at("vertices").elements().stream()
                .map(
                        vertex ->
                                new TaskTimes(
                                        vertex.at("name").text(),
                                        accumulated(vertex, "busy"),
                                        accumulated(vertex, "backpressured"),
                                        accumulated(vertex, "idle")))
                .toList();
    }

    private static long accumulated(Json vertex, String what) {
        return vertex.at("metrics").at("accumulated-" + what + "-time").number();
    }

    public long completedCheckpoints() {
        return get("/checkpoints").at("counts").at("completed").number();
    }

    /** Takes a checkpoint, besides those that the job takes by itself. */
    public void checkpoint() {
        long before = completedCheckpoints();
        call(() -> rest.post("/jobs/" + id + "/checkpoints", "{\"checkpointType\": \"FULL\"}"));
        awaitWhileAlive(
                "a checkpoint completes",
                Duration.ofSeconds(60),
                () -> completedCheckpoints() > before);
    }

    /**
     * Takes a checkpoint between those that the cluster takes by itself; {@link #lastCheckpoint()}
     * knows it then.
     *
     * @return whether it completed; one that meets a restart of the job does not
     */
    public boolean takeCheckpoint(Duration within) {
        Optional<String> trigger = trigger();
        return trigger.isPresent()
                && Eventually.present(
                        "checkpoint " + trigger.get() + " of job " + id + " ends",
                        within,
                        () -> outcome(trigger.get()));
    }

    private Optional<String> trigger() {
        try {
            Json answer = rest.post("/jobs/" + id + "/checkpoints", "{}");
            return Optional.of(answer.at("request-id").text());
        } catch (IOException notNow) {
            return Optional.empty();
        }
    }

    /** Empty while the checkpoint is under way; a JobManager that forgot it did not complete it. */
    private Optional<Boolean> outcome(String trigger) {
        try {
            Json answer = rest.get("/jobs/" + id + "/checkpoints/" + trigger);
            Json operation = answer.at("operation");
            if (!answer.at("status").at("id").text().equals("COMPLETED")) {
                return Optional.empty();
            }
            if (!operation.at("failureCause").text().isEmpty()) {
                return Optional.of(false);
            }
            // Flink answers from a copy that may be a second old.
            long completed = get("/checkpoints").at("latest").at("completed").at("id").number();
            return completed < operation.at("checkpointId").number()
                    ? Optional.empty()
                    : Optional.of(true);
        } catch (IOException forgotten) {
            return Optional.of(false);
        }
    }

    /** Where the last completed checkpoint lies, as a submission takes it; empty without one. */
    public Optional<String> lastCheckpoint() {
        String path = get("/checkpoints").at("latest").at("completed").at("external_path").text();
        return Optional.of(path).filter(value -> !value.isEmpty());
    }

    /** How often the job was restored from a checkpoint. */
    public long restores() {
        return get("/checkpoints").at("counts").at("restored").number();
    }

    /** The stack trace of what failed the job last; empty if nothing did. */
    public String rootException() {
        Json exceptions = get("/exceptions");
        String root = exceptions.at("root-exception").text();
        return root.isEmpty()
                // The adaptive scheduler knows them only as history.
                ? exceptions.at("exceptionHistory").at("entries").elements().stream()
                        .findFirst()
                        .map(newest -> newest.at("stacktrace").text())
                        .orElse("")
                : root;
    }

    /** The counters that the sink keeps per table, as table to counter to value. */
    public Map<String, Map<String, Long>> tableCounters() {
        try {
            return new TableCounters(rest).read(id);
        } catch (IOException e) {
            throw new IllegalStateException("Flink's REST interface failed", e);
        }
    }

    /** Returns when the job has ended, by this or before. */
    public void cancel() {
        if (!ENDED.contains(state())) {
            call(() -> rest.patch("/jobs/" + id + "?mode=cancel"));
            awaitEnd(Duration.ofSeconds(60));
        }
    }

    private Json get(String path) {
        return call(() -> rest.get("/jobs/" + id + path));
    }

    private static Json call(RestCall call) {
        try {
            return call.send();
        } catch (IOException e) {
            throw new IllegalStateException("Flink's REST interface failed", e);
        }
    }

    @Override
    public String toString() {
        return "job " + id;
    }

    /**
     * Milliseconds since the start, summed over the subtasks of a vertex.
     *
     * @param vertex as Flink names it
     */
    public record TaskTimes(String vertex, long busy, long backPressured, long idle) {}

    /** A condition that may need a database to answer. */
    @FunctionalInterface
    public interface Probe {
        boolean holds() throws Exception;
    }

    private interface RestCall {
        Json send() throws IOException;
    }
}
