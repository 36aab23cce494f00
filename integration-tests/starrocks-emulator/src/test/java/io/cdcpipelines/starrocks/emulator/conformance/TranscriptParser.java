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
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Header;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Node;
import io.cdcpipelines.starrocks.emulator.conformance.Transcript.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one transcript file; the format is described in the README beside the files. Single use.
 */
final class TranscriptParser {
    private static final List<String> PREPARATIONS = List.of("setup", "as", "control");

    private final String name;
    private final List<Line> lines;
    private final List<Scenario> scenarios = new ArrayList<>();
    private int position;

    private TranscriptParser(String name, List<Line> lines) {
        this.name = name;
        this.lines = lines;
    }

    static Transcript parse(String name, String text) {
        List<Line> lines = Line.read(text);
        if (TypeMatrix.isOne(lines)) {
            return new Transcript(name, TypeMatrix.scenarios(lines));
        }
        TranscriptParser parser = new TranscriptParser(name, lines);
        parser.readScenarios();
        return new Transcript(name, List.copyOf(parser.scenarios));
    }

    private void readScenarios() {
        while (position < lines.size()) {
            Line title = next("== ");
            List<Exchange> exchanges = new ArrayList<>();
            while (position < lines.size() && !lines.get(position).startsWith("== ")) {
                exchanges.add(exchange());
            }
            scenarios.add(new Scenario(title.after("== "), List.copyOf(exchanges)));
        }
    }

    private Exchange exchange() {
        Line first = lines.get(position++);
        int colon = first.text().indexOf('>');
        check(colon > 0, first, "a request starts with its verb and '>'");
        String verb = first.text().substring(0, colon);
        String rest = Notation.expand(first.text().substring(colon + 1).strip());
        Request request = request(first, verb, rest);
        Map<VersionProfile, Answer> answers = answers(verb);
        check(
                answers.isEmpty() == PREPARATIONS.contains(verb),
                first,
                "a preparation has no answer, everything else has one");
        check(
                answers.isEmpty() || answers.size() == VersionProfile.values().length,
                first,
                "every version has an answer");
        return new Exchange(first.number(), request, answers);
    }

    private Request request(Line line, String verb, String rest) {
        return switch (verb) {
            case "setup", "sql" -> new Request.Statement(rest);
            case "as" -> {
                String[] words = rest.split(" ");
                yield new Request.SwitchUser(words[0], words[1]);
            }
            case "login" -> {
                String[] words = rest.split(" ");
                yield new Request.Login(
                        words[0],
                        words[1],
                        words.length > 2 ? Optional.of(words[2]) : Optional.empty());
            }
            case "http" -> http(rest);
            case "job" -> {
                String[] path = rest.split("\\.");
                yield new Request.NewestJob(path[0], path[1]);
            }
            case "columns" -> new Request.Columns(rest);
            case "control" -> new Request.Control(rest);
            case "unreachable" -> new Request.Unreachable(rest);
            default -> throw error(line, "unknown verb " + verb);
        };
    }

    private Request http(String rest) {
        String[] words = rest.split(" ", 3);
        List<Header> headers = new ArrayList<>();
        while (isNext("> ")) {
            headers.add(header(lines.get(position++).after("> ")));
        }
        return new Request.Http(
                Node.valueOf(words[0].toUpperCase(Locale.ROOT)),
                words[1],
                words[2],
                List.copyOf(headers),
                body());
    }

    private Optional<String> body() {
        if (!isNext("~")) {
            return Optional.empty();
        }
        return Optional.of(Notation.expand(lines.get(position++).after("~").strip()));
    }

    private static Header header(String text) {
        int colon = text.indexOf(':');
        return new Header(
                text.substring(0, colon), Notation.expand(text.substring(colon + 1).strip()));
    }

    private Map<VersionProfile, Answer> answers(String verb) {
        Map<VersionProfile, Answer> answers = new EnumMap<>(VersionProfile.class);
        while (position < lines.size()
                && lines.get(position).text().matches("(?s)(3\\.\\d)?-> .*")) {
            Line line = lines.get(position++);
            String text = line.text().substring(line.text().indexOf("-> ") + 3);
            Answer answer =
                    verb.equals("unreachable")
                            ? new Answer.NotForClients(text)
                            : answer(line, text);
            for (VersionProfile profile : VersionProfile.values()) {
                if (line.startsWith("->") || line.startsWith(versionOf(profile))) {
                    check(answers.put(profile, answer) == null, line, "a second answer");
                }
            }
        }
        return answers;
    }

    private static String versionOf(VersionProfile profile) {
        return profile == VersionProfile.V3_3 ? "3.3" : "3.5";
    }

    private Answer answer(Line line, String text) {
        String[] words = text.split(" ", 2);
        String rest = words.length > 1 ? Notation.expand(words[1]) : "";
        return switch (words[0]) {
            case "ok" -> new Answer.Accepted();
            case "error" -> refused(rest);
            case "rows" -> rows(rest.isEmpty());
            case "contains" -> new Answer.Texts(true, texts());
            case "lacks" -> new Answer.Texts(false, texts());
            case "http" -> httpReply(rest);
            case "job" -> job(rest);
            case "columns" -> new Answer.ColumnList(rest);
            default -> throw error(line, "unknown answer " + words[0]);
        };
    }

    private static Answer refused(String text) {
        String[] words = text.split(" ", 3);
        return new Answer.Refused(Integer.parseInt(words[0]), words[1], words[2]);
    }

    private Answer rows(boolean isComplete) {
        List<List<String>> rows = new ArrayList<>();
        while (isNext("| ")) {
            rows.add(cells(lines.get(position++)));
        }
        check(!rows.isEmpty(), lines.get(position - 1), "rows start with their header");
        return new Answer.Rows(isComplete, rows.get(0), List.copyOf(rows.subList(1, rows.size())));
    }

    private List<String> cells(Line line) {
        String text = line.text();
        check(text.endsWith(" |"), line, "a row ends with ' |'");
        List<String> cells = new ArrayList<>();
        for (String cell : text.substring(2, text.length() - 2).split(" \\| ", -1)) {
            cells.add(Notation.expand(cell));
        }
        return List.copyOf(cells);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (isNext("| ")) {
            texts.add(Notation.expand(lines.get(position++).after("| ")));
        }
        return List.copyOf(texts);
    }

    private Answer httpReply(String statusLine) {
        List<Header> headers = new ArrayList<>();
        while (isNext("| ")) {
            headers.add(header(lines.get(position++).after("| ")));
        }
        int status = Integer.parseInt(statusLine.split(" ")[0]);
        return new Answer.HttpReply(status, List.copyOf(headers), body());
    }

    private static Answer job(String text) {
        if (text.equals("none")) {
            return new Answer.NoJob();
        }
        String[] words = text.split(" ", 3);
        boolean isAtOnce = words[1].equals("at");
        String rest = words.length > 2 ? words[2] : "";
        return new Answer.Job(words[0], isAtOnce, isAtOnce ? "" : rest);
    }

    private boolean isNext(String prefix) {
        return position < lines.size() && lines.get(position).startsWith(prefix);
    }

    private Line next(String prefix) {
        Line line = lines.get(position++);
        check(line.startsWith(prefix), line, "expected '" + prefix + "'");
        return line;
    }

    private void check(boolean condition, Line line, String message) {
        if (!condition) {
            throw error(line, message);
        }
    }

    private IllegalArgumentException error(Line line, String message) {
        return new IllegalArgumentException(name + ":" + line.number() + ": " + message);
    }
}
