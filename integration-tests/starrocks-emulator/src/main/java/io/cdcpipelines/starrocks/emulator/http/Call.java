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

package io.cdcpipelines.starrocks.emulator.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request on its way through a server. The methods are called one after the other, by worker
 * threads that may block.
 */
public interface Call {

    FaultPoint faultPoint();

    /** Looks at the head. A reply ends the call: the body, if any, is read and ignored. */
    Optional<HttpReply> open();

    /** Answers once the body is complete. */
    HttpReply complete(RequestBody body);

    /**
     * Called instead of {@link #complete} when the client goes away before the body is complete.
     *
     * @param body what came of it
     */
    default void abandon(RequestBody body) {}

    /** What becomes of the bytes of the body. */
    default BodyUse bodyUse() {
        return BodyUse.KEPT;
    }

    /** A call that needs no body. */
    static Call answering(FaultPoint faultPoint, Supplier<HttpReply> answer) {
        return new Call() {
            @Override
            public FaultPoint faultPoint() {
                return faultPoint;
            }

            @Override
            public Optional<HttpReply> open() {
                return Optional.of(answer.get());
            }

            @Override
            public HttpReply complete(RequestBody body) {
                throw new IllegalStateException("answered without a body");
            }
        };
    }
}
