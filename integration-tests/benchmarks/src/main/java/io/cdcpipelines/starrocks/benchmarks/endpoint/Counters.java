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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What came to an endpoint. Immutable.
 *
 * @param connections that clients opened since the counters were reset
 * @param allConnections that clients opened since the endpoint started
 * @param openConnections at the moment of asking
 * @param requests since the reset
 * @param loads whose rows arrived since the reset, in transactions or not
 * @param bytes of their rows
 * @param rows in the loads that were kept
 * @param distinctRows of them: pairs of a table and the value of the first column
 */
public record Counters(
        long connections,
        long allConnections,
        long openConnections,
        long requests,
        long loads,
        long bytes,
        long rows,
        long distinctRows) {

    String line() {
        return Arrays.stream(
                        new long[] {
                            connections,
                            allConnections,
                            openConnections,
                            requests,
                            loads,
                            bytes,
                            rows,
                            distinctRows
                        })
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static Counters parse(String line) {
        long[] values = Arrays.stream(line.strip().split(" ")).mapToLong(Long::parseLong).toArray();
        return new Counters(
                values[0], values[1], values[2], values[3], values[4], values[5], values[6],
                values[7]);
    }
}
