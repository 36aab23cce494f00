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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Frames payloads as MySQL packets, splits and joins those of 16 MB and more, and keeps the
 * sequence number of a conversation. For the thread of one connection.
 */
final class PacketStream {
    private static final int MAX_FRAME = 0xffffff;
    private static final int BUFFER = 1 << 16;

    // Others once the connection has gone over to TLS.
    private InputStream in;
    private OutputStream out;
    private final int maxPayload;
    private int sequence;

    /**
     * @param maxPayload bytes of the longest payload that is read
     */
    PacketStream(InputStream in, OutputStream out, int maxPayload) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = new BufferedOutputStream(out, BUFFER);
        this.maxPayload = maxPayload;
    }

    /**
     * Goes on over TLS, as the server of the handshake.
     *
     * @param socket the one that the streams belong to
     */
    void secure(Socket socket, SSLContext context) throws IOException {
        // The client does not wait for an answer: its first words may be here already.
        byte[] read = in.readNBytes(in.available());
        SSLSocket secured =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, new ByteArrayInputStream(read), true);
        secured.startHandshake();
        in = new BufferedInputStream(secured.getInputStream(), BUFFER);
        out = new BufferedOutputStream(secured.getOutputStream(), BUFFER);
    }

    /** Starts a new conversation: the next packet read or written is number 0. */
    void startConversation() {
        sequence = 0;
    }

    /** The next payload, joined from its frames. */
    byte[] read() throws IOException {
        byte[] payload = new byte[0];
        int length;
        do {
            length = readHeader();
            if (payload.length + (long) length > maxPayload) {
                throw new MalformedPacketException("a packet is longer than max_allowed_packet");
            }
            int offset = payload.length;
            payload = Arrays.copyOf(payload, offset + length);
            readFully(payload, offset, length);
        } while (length == MAX_FRAME);
        return payload;
    }

    private int readHeader() throws IOException {
        byte[] header = new byte[4];
        readFully(header, 0, header.length);
        sequence = (header[3] & 0xff) + 1;
        return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    }

    private void readFully(byte[] target, int offset, int length) throws IOException {
        if (in.readNBytes(target, offset, length) < length) {
            throw new EOFException("the client closed the connection");
        }
    }

    void write(PayloadWriter payload) throws IOException {
        int offset = 0;
        int length;
        do {
            length = Math.min(MAX_FRAME, payload.size() - offset);
            writeHeader(length);
            out.write(payload.array(), offset, length);
            offset += length;
        } while (length == MAX_FRAME);
    }

    private void writeHeader(int length) throws IOException {
        out.write(length);
        out.write(length >>> 8);
        out.write(length >>> 16);
        out.write(sequence++);
    }

    void flush() throws IOException {
        out.flush();
    }
}
