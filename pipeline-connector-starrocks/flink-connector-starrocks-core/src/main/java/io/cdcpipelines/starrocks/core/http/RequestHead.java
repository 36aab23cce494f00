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

package io.cdcpipelines.starrocks.core.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** Writes request line and headers, of which most were encoded before. Stateless. */
final class RequestHead implements HttpMessageWriter<ClassicHttpRequest> {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\nHost: ");
    private static final byte[] CONSTANT =
            ascii("\r\nUser-Agent: starrocks-cdc-connector\r\nConnection: keep-alive\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] EXPECT = ascii("Expect: 100-continue\r\n");
    private static final byte[] END_OF_LINE = ascii("\r\n");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream socket)
            throws IOException {
        WireRequest wire = (WireRequest) request;
        HttpCall call = wire.call();
        buffer.write(ascii(call.method() + ' ' + call.path()), socket);
        buffer.write(VERSION, socket);
        buffer.write(ascii(wire.server().authority()), socket);
        buffer.write(CONSTANT, socket);
        call.writeHeaders(buffer, socket);
        writeFraming(wire, buffer, socket);
        buffer.write(END_OF_LINE, socket);
    }

    private static void writeFraming(
            WireRequest wire, SessionOutputBuffer buffer, OutputStream socket) throws IOException {
        HttpEntity body = wire.getEntity();
        if (body != null && body.isChunked()) {
            buffer.write(CHUNKED, socket);
        } else if (!wire.call().method().equals("GET")) {
            buffer.write(LENGTH, socket);
            buffer.write(ascii(Long.toString(body == null ? 0 : body.getContentLength())), socket);
            buffer.write(END_OF_LINE, socket);
        }
        if (wire.isHeldBack()) {
            buffer.write(EXPECT, socket);
        }
    }
}
