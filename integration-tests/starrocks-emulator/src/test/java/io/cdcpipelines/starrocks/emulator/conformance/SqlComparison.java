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

import java.util.ArrayList;
import java.util.List;

/** Compares what a statement answered with what was recorded. Stateless. */
final class SqlComparison {

    private SqlComparison() {}

    static Verdict compare(Answer expected, SqlSession.Reply actual) {
        if (expected instanceof Answer.Refused refused) {
            return refusal(refused, actual);
        }
        if (actual.error().isPresent()) {
            return Verdict.different(expected, actual);
        }
        if (expected instanceof Answer.Rows rows) {
            boolean isSame = rows.isComplete() ? areEqual(rows, actual) : areAmong(rows, actual);
            return Verdict.of(isSame, isSame, rows, actual);
        }
        if (expected instanceof Answer.Texts texts) {
            boolean isSame = actual.isResultSet() && allOccurAsTold(texts, actual);
            return Verdict.of(isSame, isSame, texts, actual);
        }
        return Verdict.of(expected instanceof Answer.Accepted, true, expected, actual);
    }

    private static Verdict refusal(Answer.Refused expected, SqlSession.Reply actual) {
        if (actual.error().isEmpty()) {
            return Verdict.different(expected, actual);
        }
        var error = actual.error().get();
        boolean isSame =
                error.getErrorCode() == expected.code()
                        && expected.sqlState().equals(error.getSQLState());
        String message = String.valueOf(error.getMessage()).strip();
        return Verdict.of(
                isSame, Notation.matches(expected.message().strip(), message), expected, actual);
    }

    private static boolean areEqual(Answer.Rows expected, SqlSession.Reply actual) {
        if (!expected.header().equals(actual.header())
                || expected.rows().size() != actual.rows().size()) {
            return false;
        }
        for (int i = 0; i < expected.rows().size(); i++) {
            if (!isSameRow(expected.rows().get(i), actual.rows().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areAmong(Answer.Rows expected, SqlSession.Reply actual) {
        List<Integer> columns = expected.header().stream().map(actual.header()::indexOf).toList();
        if (columns.contains(-1)) {
            return false;
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : actual.rows()) {
            rows.add(columns.stream().map(row::get).toList());
        }
        return expected.rows().stream()
                .allMatch(row -> rows.stream().anyMatch(other -> isSameRow(row, other)));
    }

    private static boolean isSameRow(List<String> expected, List<String> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!Notation.matches(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allOccurAsTold(Answer.Texts expected, SqlSession.Reply actual) {
        return expected.texts().stream()
                .allMatch(text -> expected.occur() == occurs(text, actual.rows()));
    }

    private static boolean occurs(String text, List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).anyMatch(cell -> Notation.occursIn(text, cell));
    }
}
