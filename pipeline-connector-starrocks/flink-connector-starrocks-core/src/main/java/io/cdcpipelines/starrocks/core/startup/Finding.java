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

package io.cdcpipelines.starrocks.core.startup;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One thing that is wrong with a pipeline or its cluster, and its cure. Immutable. */
public final class Finding {
    private final Severity severity;
    private final String text;
    private final String cure;

    private Finding(Severity severity, String text, String cure) {
        this.severity = severity;
        this.text = Objects.requireNonNull(text, "text");
        this.cure = Objects.requireNonNull(cure, "cure");
    }

    static Finding error(String text, String cure) {
        return new Finding(Severity.ERROR, text, cure);
    }

    static Finding warning(String text, String cure) {
        return new Finding(Severity.WARNING, text, cure);
    }

    public Severity severity() {
        return severity;
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is wrong, as a sentence without a period. */
    public String text() {
        return text;
    }

    /** What to do about it, as a sentence without a period. */
    public String cure() {
        return cure;
    }

    /** All of it on one line. */
    @Override
    public String toString() {
        return severity + ": " + text + ". Cure: " + cure;
    }

    /** One line for each finding, errors first. */
    public static String list(List<Finding> findings) {
        return findings.stream()
                .sorted((a, b) -> b.severity.compareTo(a.severity))
                .map(finding -> "\n  - " + finding)
                .collect(Collectors.joining());
    }
}
