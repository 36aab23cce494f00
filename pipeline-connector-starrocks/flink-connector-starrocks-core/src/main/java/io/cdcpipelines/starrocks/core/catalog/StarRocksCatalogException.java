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

package io.cdcpipelines.starrocks.core.catalog;

import java.util.OptionalInt;

/**
 * Why the catalog could not do something. The message names the table or database, the address, the
 * server's code and text, the statement, and what to do; it holds no secret. Carries no driver
 * class, so that it can be read wherever it is sent.
 */
public final class StarRocksCatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is; callers act on it. */
    public enum Reason {
        /** No frontend answered, or the connection broke before the answer. */
        UNREACHABLE(Remedy.RECONNECT),
        LOGIN_REFUSED(Remedy.FAIL),
        MISSING_PRIVILEGE(Remedy.FAIL),
        NO_SUCH_OBJECT(Remedy.FAIL),
        /** Another schema change runs on the table; the statement can be repeated later. */
        TABLE_BUSY(Remedy.WAIT),
        /** More replicas were asked for than there are backends alive. */
        TOO_FEW_BACKENDS(Remedy.FEWER_REPLICAS),
        /** The server refused the statement. */
        REFUSED(Remedy.FAIL),
        /** A schema change job was cancelled by the server or by somebody. */
        JOB_CANCELLED(Remedy.FAIL),
        /** A schema change did not end in the time given for it. */
        TIMED_OUT(Remedy.FAIL),
        /** The thread was interrupted while it waited. */
        INTERRUPTED(Remedy.FAIL);

        private final Remedy remedy;

        Reason(Remedy remedy) {
            this.remedy = remedy;
        }

        public Remedy remedy() {
            return remedy;
        }
    }

    /** What a schema change does about trouble, as long as its time is not over. */
    public enum Remedy {
        WAIT("wait, look at the table, plan again"),
        RECONNECT("connect again, look at the table, plan again"),
        FEWER_REPLICAS("plan again with fewer replicas, if nobody chose their number"),
        FAIL("fail");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final Reason reason;
    private final int aliveBackends;

    private StarRocksCatalogException(Reason reason, String message, int aliveBackends) {
        super(message);
        this.reason = reason;
        this.aliveBackends = aliveBackends;
    }

    public static StarRocksCatalogException of(Reason reason, String message) {
        return new StarRocksCatalogException(reason, message, -1);
    }

    public static StarRocksCatalogException tooFewBackends(String message, int aliveBackends) {
        return new StarRocksCatalogException(Reason.TOO_FEW_BACKENDS, message, aliveBackends);
    }

    public Reason reason() {
        return reason;
    }

    /** With {@link Reason#TOO_FEW_BACKENDS}: how many backends the server said are alive. */
    public OptionalInt aliveBackends() {
        return aliveBackends < 0 ? OptionalInt.empty() : OptionalInt.of(aliveBackends);
    }
}
