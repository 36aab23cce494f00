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

package io.cdcpipelines.starrocks.cdc.sink;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes marks, of which nothing but the number counts; any thread may call it. */
final class RestartMarkSerializer implements SimpleVersionedSerializer<RestartMark> {

    private static final int VERSION_1 = 1;

    @Override
    public int getVersion() {
        return VERSION_1;
    }

    @Override
    public byte[] serialize(RestartMark mark) {
        return new byte[0];
    }

    @Override
    public RestartMark deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION_1) {
            throw new IOException(
                    "The state of the StarRocks writer has version "
                            + version
                            + ", which this connector does not know; use a newer one");
        }
        return RestartMark.MARK;
    }
}
