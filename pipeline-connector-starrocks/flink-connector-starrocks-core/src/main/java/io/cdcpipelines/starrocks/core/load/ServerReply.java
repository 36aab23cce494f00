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

package io.cdcpipelines.starrocks.core.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of a JSON answer. Frontends and backends spell the same keys in different cases and
 * orders, and new versions add keys: keys are found whatever their case, unknown ones are harmless.
 * Immutable.
 */
final class ServerReply {
    private static final JsonFactory JSON = new JsonFactory();

    // Names and values in turn. There are a dozen of them, which are found sooner than hashed.
    private final List<String> fields;

    private ServerReply(List<String> fields) {
        this.fields = fields;
    }

    /** Reads an answer; nothing comes of what is not one JSON object with one status. */
    static Optional<ServerReply> parse(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            ServerReply reply = new ServerReply(readObject(parser));
            boolean isWhole = parser.nextToken() == null;
            return isWhole && reply.count("status") == 1 ? Optional.of(reply) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> readObject(JsonParser parser) throws IOException {
        List<String> fields = new ArrayList<>(32);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            fields.add(name);
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                fields.add(parser.getText());
            } else {
                parser.skipChildren();
                fields.add("");
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("The object is not complete");
        }
        return fields;
    }

    /** In upper case, words joined by '_': StarRocks has {@code Publish Timeout} and the like. */
    String status() {
        return statusText().toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    /** The status as the server spells it, for messages. */
    String statusText() {
        return text("status");
    }

    /** What the server says, as it says it: for classification only, it may quote a value. */
    String message() {
        String message = text("message");
        return message.isEmpty() ? text("msg") : message;
    }

    /** Whether an existing label belongs to a load that is through. */
    boolean isExistingJobFinished() {
        return text("existingjobstatus").equalsIgnoreCase("FINISHED");
    }

    Optional<String> errorUrl() {
        String url = text("errorurl");
        return url.isEmpty() ? Optional.empty() : Optional.of(url);
    }

    /** The state of a transaction, as text. */
    String state() {
        return text("state").toUpperCase(Locale.ROOT);
    }

    long transactionNumber() {
        return number("txnid", -1);
    }

    long loadedRows(long otherwise) {
        return number("numberloadedrows", otherwise);
    }

    long filteredRows() {
        return number("numberfilteredrows", 0);
    }

    LoadTimings timings() {
        return new LoadTimings(
                number("loadtimems", 0),
                number("begintxntimems", 0),
                number("streamloadplantimems", 0),
                // A transaction's load has the other name for the same thing.
                number("readdatatimems", number("receiveddatatimems", 0)),
                number("writedatatimems", 0),
                number("commitandpublishtimems", 0));
    }

    private String text(String name) {
        String value = value(name);
        return value == null ? "" : value;
    }

    private long number(String name, long otherwise) {
        String value = value(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private int count(String name) {
        int count = 0;
        for (int i = 0; i < fields.size(); i += 2) {
            count += fields.get(i).equalsIgnoreCase(name) ? 1 : 0;
        }
        return count;
    }

    /** Of fields with the same name the last one; null if there is none. */
    private String value(String name) {
        for (int i = fields.size() - 2; i >= 0; i -= 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }
}
