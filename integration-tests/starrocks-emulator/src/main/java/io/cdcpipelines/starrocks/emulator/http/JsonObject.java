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

package io.cdcpipelines.starrocks.emulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the two ways in which StarRocks' servers print. Used by one thread. */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    public JsonObject put(String name, String value) {
        members.put(name, value);
        return this;
    }

    public JsonObject put(String name, long value) {
        members.put(name, value);
        return this;
    }

    public JsonObject put(String name, double value) {
        members.put(name, value);
        return this;
    }

    public JsonObject put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** A member whose value is printed already. */
    public JsonObject putJson(String name, String json) {
        members.put(name, new StringBuilder(json));
        return this;
    }

    /** As a backend prints: four blanks, nothing escaped that need not be. */
    public String backendText() {
        return pretty("    ", false);
    }

    /** As a frontend prints the transaction interface: two blanks, HTML characters escaped. */
    public String frontendText() {
        return pretty("  ", true);
    }

    /** As a frontend prints everything else: one line, HTML characters escaped. */
    public String compactText() {
        StringBuilder out = new StringBuilder("{");
        members.forEach(
                (name, value) -> {
                    out.append(out.length() > 1 ? "," : "").append('"').append(name).append("\":");
                    append(out, value, true);
                });
        return out.append('}').toString();
    }

    private String pretty(String indent, boolean isHtmlSafe) {
        StringBuilder out = new StringBuilder("{");
        members.forEach(
                (name, value) -> {
                    out.append(out.length() > 1 ? ",\n" : "\n").append(indent);
                    out.append('"').append(name).append("\": ");
                    append(out, value, isHtmlSafe);
                });
        return out.append("\n}").toString();
    }

    private static void append(StringBuilder out, Object value, boolean isHtmlSafe) {
        if (!(value instanceof String text)) {
            out.append(value);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(out, text.charAt(i), isHtmlSafe);
        }
        out.append('"');
    }

    private static void append(StringBuilder out, char c, boolean isHtmlSafe) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                boolean isEscaped = c < ' ' || (isHtmlSafe && "<>&='\u2028\u2029".indexOf(c) >= 0);
                out.append(isEscaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
    }
}
