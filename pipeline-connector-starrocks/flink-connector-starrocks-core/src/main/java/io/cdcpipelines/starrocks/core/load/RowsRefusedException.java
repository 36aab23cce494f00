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

/** Says that the server refused a load because of some of its rows, and what is wrong with them. */
public final class RowsRefusedException extends StarRocksLoadException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long refusedRows;

    /**
     * @param reason what is wrong with the rows, in the words of the server
     * @param refusedRows how many there are, or 0 if the server does not say
     */
    public RowsRefusedException(String message, String reason, long refusedRows) {
        super(ErrorKind.REJECTED, message);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.refusedRows = refusedRows;
    }

    /** The different reasons for which rows of the load were refused, without values of rows. */
    public String reason() {
        return reason;
    }

    /** How many rows were refused, or 0 if the server did not say. */
    public long refusedRows() {
        return refusedRows;
    }
}
