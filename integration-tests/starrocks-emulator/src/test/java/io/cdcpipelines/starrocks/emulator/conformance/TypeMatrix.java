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

package io.cdcpipelines.starrocks.emulator.conformance;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.conformance.Transcript.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spells out the compact file of type changes: every type to every type, one scenario per pair. */
final class TypeMatrix {
    private static final String CREATE =
            "CREATE TABLE d.%s (id INT NOT NULL, v %s) PRIMARY KEY(id) DISTRIBUTED BY HASH(id)"
                    + " BUCKETS 1 PROPERTIES('replication_num'='1')";

    private final List<String> types;
    private final List<Scenario> scenarios = new ArrayList<>();

    private TypeMatrix(List<String> types) {
        this.types = types;
    }

    static boolean isOne(List<Line> lines) {
        return !lines.isEmpty() && lines.get(0).startsWith("types> ");
    }

    static List<Scenario> scenarios(List<Line> lines) {
        TypeMatrix matrix = new TypeMatrix(list(lines.get(0).after("types> ")));
        matrix.scenarios.add(new Scenario("set-up", List.of(preparation(1, "CREATE DATABASE d"))));
        for (int i = 1; i < lines.size(); ) {
            Line from = lines.get(i++);
            List<String> accepted = List.of();
            Map<String, String> texts = new HashMap<>();
            while (i < lines.size() && !lines.get(i).startsWith("from> ")) {
                Line line = lines.get(i++);
                if (line.startsWith("to> ")) {
                    accepted = list(line.after("to> "));
                } else {
                    String[] refusal = line.after("refused> ").split(" -> ");
                    texts.put(refusal[0], refusal[1]);
                }
            }
            matrix.addAll(from, accepted, texts);
        }
        return List.copyOf(matrix.scenarios);
    }

    private void addAll(Line line, List<String> accepted, Map<String, String> texts) {
        String from = line.after("from> ");
        for (String to : types) {
            String table = "v" + scenarios.size();
            List<Exchange> exchanges = new ArrayList<>();
            exchanges.add(preparation(line.number(), String.format(CREATE, table, from)));
            Answer answer =
                    accepted.contains(to) || to.equals(from)
                            ? new Answer.Accepted()
                            : new Answer.Refused(1064, "42000", texts.getOrDefault(to, "‹any›"));
            String alter = "ALTER TABLE d." + table + " MODIFY COLUMN v " + to;
            exchanges.add(new Exchange(line.number(), new Request.Statement(alter), both(answer)));
            if (to.equals(from)) {
                exchanges.add(
                        new Exchange(
                                line.number(),
                                new Request.NewestJob("d", table),
                                both(new Answer.NoJob())));
            }
            scenarios.add(new Scenario(from + " to " + to, List.copyOf(exchanges)));
        }
    }

    private static Exchange preparation(int line, String sql) {
        return new Exchange(line, new Request.Statement(sql), Map.of());
    }

    private static Map<VersionProfile, Answer> both(Answer answer) {
        Map<VersionProfile, Answer> answers = new EnumMap<>(VersionProfile.class);
        for (VersionProfile profile : VersionProfile.values()) {
            answers.put(profile, answer);
        }
        return answers;
    }

    private static List<String> list(String text) {
        return List.of(text.split("; "));
    }
}
