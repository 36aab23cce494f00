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

package io.cdcpipelines.starrocks.emulator.mysql;

/** The capability flags of the protocol that this server looks at. */
final class Capability {
    static final int LONG_FLAG = 1 << 2;
    static final int CONNECT_WITH_DB = 1 << 3;
    static final int LOCAL_FILES = 1 << 7;
    static final int PROTOCOL_41 = 1 << 9;
    static final int SSL = 1 << 11;
    static final int SECURE_CONNECTION = 1 << 15;
    static final int PLUGIN_AUTH = 1 << 19;
    static final int PLUGIN_AUTH_LENENC_DATA = 1 << 21;

    /**
     * What a frontend offers. It leaves out multi-statements and multi-results, though it executes
     * several statements of one text; EOF packets are never replaced by OK packets.
     */
    static final int OFFERED =
            LONG_FLAG
                    | CONNECT_WITH_DB
                    | LOCAL_FILES
                    | PROTOCOL_41
                    | SECURE_CONNECTION
                    | PLUGIN_AUTH;

    private Capability() {}
}
