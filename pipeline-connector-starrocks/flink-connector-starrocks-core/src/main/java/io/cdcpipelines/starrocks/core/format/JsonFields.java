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

package io.cdcpipelines.starrocks.core.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes a JSON object apart that a row writer has made: compact, and known to be well-formed. Used
 * by one thread.
 */
final class JsonFields {
    private final String text;
    private int at = 1;

    private JsonFields(String text) {
        this.text = text;
    }

    /** The members of an object, as JSON, by the quoted form of their keys. */
    static Map<String, String> of(String object) {
        return new JsonFields(object).members();
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        while (text.charAt(at) != '}') {
            if (text.charAt(at) == ',') {
                at++;
            }
            String key = value();
            at++;
            members.put(key, value());
        }
        return members;
    }

    private String value() {
        int start = at;
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0 || !isEnd(text.charAt(at)));
        return text.substring(start, at);
    }

    private static boolean isEnd(char c) {
        return c == ',' || c == ':' || c == '}' || c == ']';
    }

    private void skipString() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
