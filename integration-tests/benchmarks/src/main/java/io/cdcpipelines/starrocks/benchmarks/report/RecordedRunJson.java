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

package io.cdcpipelines.starrocks.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON form of a {@link RecordedRun}, one line per value. Stateless. */
final class RecordedRunJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RecordedRunJson() {}

    static String write(RecordedRun run) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
            json.writeStartObject();
            writeMachine(json, run.machine());
            json.writeStringField("date", run.date().toString());
            json.writeObjectFieldStart("versions");
            for (Map.Entry<String, String> version : run.versions().entrySet()) {
                json.writeStringField(version.getKey(), version.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("measurements");
            for (Measurement measurement : run.measurements()) {
                writeMeasurement(json, measurement);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeMachine(JsonGenerator json, Machine machine) throws IOException {
        json.writeObjectFieldStart("machine");
        json.writeStringField("cpu", machine.cpu());
        json.writeNumberField("cores", machine.cores());
        json.writeNumberField("memoryMb", machine.memoryMb());
        json.writeStringField("system", machine.system());
        json.writeStringField("java", machine.java());
        json.writeEndObject();
    }

    private static void writeMeasurement(JsonGenerator json, Measurement measurement)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", measurement.scenario());
        json.writeStringField("contender", measurement.contender());
        json.writeNumberField("run", measurement.run());
        json.writeObjectFieldStart("figures");
        for (Map.Entry<String, Double> figure : measurement.figures().entrySet()) {
            json.writeNumberField(figure.getKey(), figure.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Fails where something is missing or not known. */
    static RecordedRun read(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            Machine machine = readMachine(json);
            LocalDate date = LocalDate.parse(readText(json, "date"));
            SortedMap<String, String> versions = new TreeMap<>();
            startObject(json, "versions");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                versions.put(json.currentName(), json.nextTextValue());
            }
            field(json, "measurements");
            expect(json, json.nextToken(), JsonToken.START_ARRAY);
            List<Measurement> measurements = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                measurements.add(readMeasurement(json));
            }
            expect(json, json.currentToken(), JsonToken.END_ARRAY);
            end(json);
            return new RecordedRun(machine, date, versions, measurements);
        }
    }

    private static Machine readMachine(JsonParser json) throws IOException {
        startObject(json, "machine");
        Machine machine =
                new Machine(
                        readText(json, "cpu"),
                        (int) readNumber(json, "cores"),
                        (long) readNumber(json, "memoryMb"),
                        readText(json, "system"),
                        readText(json, "java"));
        end(json);
        return machine;
    }

    private static Measurement readMeasurement(JsonParser json) throws IOException {
        String scenario = readText(json, "scenario");
        String contender = readText(json, "contender");
        int run = (int) readNumber(json, "run");
        SortedMap<String, Double> figures = new TreeMap<>();
        startObject(json, "figures");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            figures.put(name, json.getDoubleValue());
        }
        end(json);
        return new Measurement(scenario, contender, run, figures);
    }

    private static String readText(JsonParser json, String name) throws IOException {
        field(json, name);
        expect(json, json.nextToken(), JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static double readNumber(JsonParser json, String name) throws IOException {
        field(json, name);
        json.nextToken();
        return json.getDoubleValue();
    }

    private static void startObject(JsonParser json, String name) throws IOException {
        field(json, name);
        expect(json, json.nextToken(), JsonToken.START_OBJECT);
    }

    private static void field(JsonParser json, String name) throws IOException {
        if (!name.equals(json.nextFieldName())) {
            throw new JsonParseException(json, "'" + name + "' belongs here");
        }
    }

    private static void end(JsonParser json) throws IOException {
        expect(json, json.nextToken(), JsonToken.END_OBJECT);
    }

    private static void expect(JsonParser json, JsonToken actual, JsonToken expected)
            throws IOException {
        if (actual != expected) {
            throw new JsonParseException(json, expected + " belongs here, not " + actual);
        }
    }
}
