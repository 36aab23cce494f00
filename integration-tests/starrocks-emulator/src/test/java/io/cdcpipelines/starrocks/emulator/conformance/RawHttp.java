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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request over a socket of its own, sent byte for byte as told: a body that is announced
 * with {@code Expect: 100-continue} is sent only when the server asks for it. One thread.
 */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;

    /** The final answer to a request. */
    record Reply(int status, List<Header> headers, String body) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }
    }

    private RawHttp() {}

    static Reply send(
            String address, String method, String path, List<Header> headers, Optional<String> body)
            throws IOException {
        int colon = address.lastIndexOf(':');
        byte[] content = body.orElse("").getBytes(UTF_8);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1))),
                    TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(head(address, method, path, headers, content.length).getBytes(UTF_8));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean isAnnounced = headers.stream().anyMatch(h -> h.name().equals("Expect"));
            if (!isAnnounced) {
                out.write(content);
            }
            out.flush();
            Reply reply = read(in);
            if (isAnnounced && reply.status() == 100) {
                out.write(content);
                out.flush();
                reply = read(in);
            }
            return reply;
        }
    }

    private static String head(
            String address, String method, String path, List<Header> headers, int length) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(address).append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static Reply read(InputStream in) throws IOException {
        int status = Integer.parseInt(readLine(in).split(" ")[1]);
        List<Header> headers = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Reply head = new Reply(status, headers, "");
        return status == 100 ? head : new Reply(status, headers, readBody(in, head));
    }

    private static String readBody(InputStream in, Reply head) throws IOException {
        if (head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return readChunks(in);
        }
        Optional<String> length = head.header("content-length");
        byte[] content =
                length.isPresent()
                        ? in.readNBytes(Integer.parseInt(length.get()))
                        : in.readAllBytes();
        return new String(content, UTF_8);
    }

    private static String readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            content.write(in.readNBytes(size));
            readLine(in);
        }
        readLine(in);
        return content.toString(UTF_8);
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(readLine(in), 16);
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection within its answer");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
