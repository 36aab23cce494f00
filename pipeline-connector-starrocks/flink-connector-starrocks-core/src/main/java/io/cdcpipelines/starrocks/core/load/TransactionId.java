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

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.Serializable;
import java.util.Objects;

/** Names a transaction, by label towards the server and by number for humans. Immutable. */
public final class TransactionId implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of a transaction that nobody has told, or that is not yet begun. */
    public static final long NO_NUMBER = -1;

    private final TablePath table;
    private final String label;
    private final long number;

    private TransactionId(TablePath table, String label, long number) {
        this.table = table;
        this.label = label;
        this.number = number;
    }

    /**
     * @param number the server's id of the transaction, only for messages; or {@link #NO_NUMBER}
     * @throws IllegalArgumentException if the server would not accept the label
     */
    public static TransactionId of(TablePath table, String label, long number) {
        return new TransactionId(
                Objects.requireNonNull(table, "table"), Labels.requireValid(label), number);
    }

    public TablePath table() {
        return table;
    }

    public String label() {
        return label;
    }

    public long number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransactionId
                && ((TransactionId) other).table.equals(table)
                && ((TransactionId) other).label.equals(label)
                && ((TransactionId) other).number == number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, label, number);
    }

    @Override
    public String toString() {
        return "transaction "
                + (number == NO_NUMBER ? "" : number + " ")
                + "(label "
                + label
                + ", table "
                + table
                + ")";
    }
}
