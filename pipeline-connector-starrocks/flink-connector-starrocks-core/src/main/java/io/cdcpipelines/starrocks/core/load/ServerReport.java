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

import java.util.Objects;

/** What came of asking one server whether it can be used. Immutable. */
public final class ServerReport {

    /** In the order in which they are worth mending. */
    public enum Outcome {
        /** It answers, and takes the credentials where it asks for some. */
        ANSWERS,
        /** It refuses user or password. */
        DENIED,
        /** The way there leaves TLS. */
        INSECURE,
        /** Something answers that is not the server it should be. */
        STRANGER,
        /** There is no answer. */
        UNREACHABLE,
        /** It is a frontend that has no backend to name. */
        NAMES_NOBODY
    }

    private final String server;
    private final Outcome outcome;
    private final String text;

    private ServerReport(String server, Outcome outcome, String text) {
        this.server = Objects.requireNonNull(server, "server");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.text = Objects.requireNonNull(text, "text");
    }

    /**
     * @param server its address as users write it
     * @param text what it said, or what happened; without secrets
     */
    public static ServerReport of(String server, Outcome outcome, String text) {
        return new ServerReport(server, outcome, text);
    }

    public String server() {
        return server;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean answers() {
        return outcome == Outcome.ANSWERS;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return server + " " + outcome + (text.isEmpty() ? "" : ": " + text);
    }
}
