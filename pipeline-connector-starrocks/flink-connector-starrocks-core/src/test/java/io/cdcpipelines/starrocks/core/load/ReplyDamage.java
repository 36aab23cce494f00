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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Ways to spoil an answer that says success, so that it no longer says so. */
enum ReplyDamage {
    TRUNCATED {
        @Override
        boolean answer(Reply reply) throws IOException {
            return reply.body(reply.json.substring(0, reply.random.nextInt(reply.json.length())));
        }
    },
    STATUS_OF_ANOTHER_TYPE {
        @Override
        boolean answer(Reply reply) throws IOException {
            String other =
                    reply.any("true", "7", "null", "[]", "{}", "[\"OK\"]", "{\"a\":\"OK\"}", "1e9");
            return reply.body(reply.json.replaceFirst("\"(OK|Success)\"", other));
        }
    },
    HTML {
        @Override
        boolean answer(Reply reply) throws IOException {
            return reply.body("<html><body>" + reply.noise(200) + "</body></html>");
        }
    },
    FAILED_WITH_200 {
        @Override
        boolean answer(Reply reply) throws IOException {
            String message =
                    reply.any(
                            "",
                            "the moon is full",
                            "rpc failed",
                            "too many versions",
                            "current fe is not leader",
                            "unknown table",
                            "Value '" + "x".repeat(reply.random.nextInt(20_000)),
                            " ".repeat(reply.random.nextInt(200_000)),
                            "String '".repeat(reply.random.nextInt(20_000)));
            String status = reply.any("FAILED", "Fail", "INTERNAL_ERROR", "OK?", "0K", "UNKNOWN");
            return reply.body(
                    reply.json
                            .replaceFirst("\"(OK|Success)\"", "\"" + status + "\"")
                            .replaceFirst(
                                    "\"Message\":\"[^\"]*\"", "\"Message\":\"" + message + "\""));
        }
    },
    HUGE {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(200, "Content-Length: " + (reply.json.length() + Reply.HUGE_BYTES));
            reply.write(reply.json.substring(0, reply.json.length() - 1) + ",\"x\":\"");
            reply.flood("x");
            return false;
        }
    },
    ENDLESS_CHUNKS {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(200, "Transfer-Encoding: chunked");
            String chunk = reply.json + " ".repeat(1_000);
            reply.flood(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            return false;
        }
    },
    BROKEN_CHUNKS {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(200, "Transfer-Encoding: chunked");
            reply.write(
                    reply.any("zz", "-1", "ffffffffffff", "5", "")
                            + "\r\n"
                            + reply.json.substring(1)
                            + "\r\n0\r\n\r\n");
            return false;
        }
    },
    LENGTH_TOO_LONG {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(
                    200,
                    "Content-Length: " + (reply.json.length() + 1 + reply.random.nextInt(1 << 21)));
            reply.write(reply.json);
            return false;
        }
    },
    LENGTH_TOO_SHORT {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(200, "Content-Length: " + reply.random.nextInt(reply.json.length()));
            reply.write(reply.json);
            return false;
        }
    },
    ODD_LENGTH {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(
                    200,
                    "Content-Length: "
                            + reply.any(
                                    "abc", "-1", "99999999999999999999", "1,2", "0x10", "12 12"));
            reply.write(reply.json);
            return false;
        }
    },
    GARBAGE_BODY {
        @Override
        boolean answer(Reply reply) throws IOException {
            return reply.body(reply.bytes(1 + reply.random.nextInt(2_000)));
        }
    },
    GARBAGE_INSTEAD_OF_HTTP {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.out.write(reply.bytes(1 + reply.random.nextInt(2_000)));
            return false;
        }
    },
    FLIPPED_HEAD {
        @Override
        boolean answer(Reply reply) throws IOException {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + reply.json.length();
            int at = reply.random.nextInt("HTTP/1.1 200".length());
            char flipped = (char) (head.charAt(at) ^ 1 << reply.random.nextInt(3));
            reply.write(head.substring(0, at) + flipped + head.substring(at + 1) + "\r\n\r\n");
            return false;
        }
    },
    OTHER_ENCODING {
        @Override
        boolean answer(Reply reply) throws IOException {
            Charset charset =
                    reply.any(
                            StandardCharsets.UTF_16BE,
                            StandardCharsets.UTF_16LE,
                            StandardCharsets.UTF_16);
            return reply.body(reply.json.getBytes(charset));
        }
    },
    COMPRESSED {
        @Override
        boolean answer(Reply reply) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream zip = new GZIPOutputStream(bytes)) {
                zip.write(reply.json.getBytes(StandardCharsets.UTF_8));
            }
            return reply.body(bytes.toByteArray());
        }
    },
    REPEATED_STATUS {
        @Override
        boolean answer(Reply reply) throws IOException {
            String other = reply.any("\"FAILED\"", "\"OK\"", "null", "[]", "\"Success\"");
            String key = reply.any("Status", "status", "STATUS", "\\u0053tatus");
            String inside = reply.json.substring(1, reply.json.length() - 1);
            String more = "\"" + key + "\":" + other;
            return reply.body(
                    reply.random.nextBoolean()
                            ? "{" + more + "," + inside + "}"
                            : "{" + inside + "," + more + "}");
        }
    },
    DEEPLY_NESTED {
        @Override
        boolean answer(Reply reply) throws IOException {
            int depth = 1_100 + reply.random.nextInt(40_000);
            String nest = "[".repeat(depth) + "]".repeat(depth);
            return reply.body("{\"x\":" + nest + "," + reply.json.substring(1));
        }
    },
    SOMETHING_BEHIND {
        @Override
        boolean answer(Reply reply) throws IOException {
            return reply.body(reply.json + reply.any("x", reply.json, "]", ",", "null", "\u0000"));
        }
    },
    SOMETHING_BEFORE {
        @Override
        boolean answer(Reply reply) throws IOException {
            return reply.body(reply.any("x", "[", "{}", "null ", ")]}',\n") + reply.json);
        }
    },
    OTHER_HTTP_STATUS {
        @Override
        boolean answer(Reply reply) throws IOException {
            int status =
                    reply.any(
                            201, 202, 203, 206, 300, 303, 400, 401, 403, 404, 405, 409, 411, 413,
                            417, 429, 500, 501, 502, 503, 504, 599, 999);
            reply.head(status, "Content-Length: " + reply.json.length());
            reply.write(reply.json);
            return true;
        }
    },
    NO_BODY {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(reply.any(200, 204, 205, 304), "Content-Length: 0");
            return true;
        }
    },
    ODD_REDIRECT {
        @Override
        boolean answer(Reply reply) throws IOException {
            String location =
                    reply.any(
                            "",
                            "http://",
                            "ftp://127.0.0.1/",
                            "//127.0.0.1",
                            "javascript:alert(1)",
                            "http://127.0.0.1:1/",
                            "http://127.0.0.1:99999/",
                            "http://[::::]:80/",
                            reply.address,
                            reply.address + "/again",
                            "http://user:pw@" + reply.address.substring("http://".length()));
            reply.head(
                    reply.any(301, 302, 307, 308),
                    "Location: " + location + "\r\nContent-Length: 0");
            return true;
        }
    },
    NO_LOCATION {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.head(307, "Content-Length: " + reply.json.length());
            reply.write(reply.json);
            return true;
        }
    },
    FLOOD_OF_HEADERS {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.write("HTTP/1.1 200 OK\r\n");
            reply.flood("X-Header: " + reply.noise(50) + "\r\n");
            return false;
        }
    },
    ENDLESS_HEADER {
        @Override
        boolean answer(Reply reply) throws IOException {
            reply.write("HTTP/1.1 200 OK\r\nX-Header: ");
            reply.flood("x".repeat(1_000));
            return false;
        }
    },
    MANY_CONTINUES {
        @Override
        boolean answer(Reply reply) throws IOException {
            for (int i = 0; i < 1_000; i++) {
                reply.write("HTTP/1.1 100 Continue\r\n\r\n");
            }
            return false;
        }
    },
    CLOSED_EARLY {
        @Override
        boolean answer(Reply reply) throws IOException {
            String all = "HTTP/1.1 200 OK\r\nContent-Length: " + reply.json.length() + "\r\n\r\n";
            String whole = all + reply.json;
            reply.write(whole.substring(0, reply.random.nextInt(whole.length())));
            return false;
        }
    },
    ECHO {
        @Override
        boolean answer(Reply reply) throws IOException {
            String head = reply.request.replace("\r\n", " ").replace("\"", "'");
            String text =
                    reply.any(
                            "<html>" + head + "</html>",
                            "{\"Status\":\"FAILED\",\"Message\":\"bad request " + head + "\"}",
                            "{\"Status\":\"" + head + "\"}",
                            "{\"Status\":\"Fail\",\"Message\":\"rpc " + head + "\"}");
            reply.head(
                    reply.any(200, 200, 400, 401, 500),
                    "X-Echo: " + head + "\r\nContent-Length: " + text.length());
            reply.write(text);
            return true;
        }
    };

    /** An answer and where it goes. */
    static final class Reply {
        static final int HUGE_BYTES = 30 << 20;

        private final String json;
        private final String request;
        private final String address;
        private final Random random;
        private final OutputStream out;

        Reply(String json, String request, String address, Random random, OutputStream out) {
            this.json = json;
            this.request = request;
            this.address = address;
            this.random = random;
            this.out = out;
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        private void head(int status, String headers) throws IOException {
            write("HTTP/1.1 " + status + " Whatever\r\n" + headers + "\r\n\r\n");
        }

        private boolean body(String text) throws IOException {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        private boolean body(byte[] bytes) throws IOException {
            head(200, "Content-Length: " + bytes.length);
            out.write(bytes);
            return true;
        }

        /** The same over and over, for as many bytes as nobody wants to keep. */
        private void flood(String text) throws IOException {
            byte[] block =
                    text.repeat(1 + (64 << 10) / text.length()).getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < HUGE_BYTES; sent += block.length) {
                out.write(block);
            }
        }

        private byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            // Not even by chance an answer.
            Arrays.fill(bytes, 0, Math.min(1, count), (byte) 0xff);
            return bytes;
        }

        private String noise(int length) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            return text.toString();
        }

        @SafeVarargs
        private final <T> T any(T... choice) {
            return choice[random.nextInt(choice.length)];
        }
    }

    /** Whether the connection stays open. */
    abstract boolean answer(Reply reply) throws IOException;

    boolean answer(String json, String request, String address, Random random, OutputStream out)
            throws IOException {
        return answer(new Reply(json, request, address, random, out));
    }
}
