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

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All measurements of a benchmark run, with what one has to know to judge them. Immutable.
 *
 * @param machine that all measurements were taken on
 * @param date of the last measurement
 * @param versions by the name of the software
 */
public record RecordedRun(
        Machine machine,
        LocalDate date,
        SortedMap<String, String> versions,
        List<Measurement> measurements) {

    public RecordedRun {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        measurements = List.copyOf(measurements);
    }

    public Results results() {
        return Results.of(measurements);
    }

    /** With the measurement in place of an earlier one of the same run of the same contender. */
    RecordedRun with(Measurement added, LocalDate on) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.removeIf(one -> one.isSameRunAs(added));
        all.add(added);
        return new RecordedRun(machine, on, versions, all);
    }
}
