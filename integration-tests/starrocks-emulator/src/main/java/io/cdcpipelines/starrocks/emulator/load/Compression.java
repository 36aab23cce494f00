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

package io.cdcpipelines.starrocks.emulator.load;

import io.airlift.compress.zstd.ZstdInputStream;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * How a body is compressed. GZIP, DEFLATE and LZ4 frames are understood; the others that StarRocks
 * has are answered as unsupported.
 */
enum Compression {
    NONE,
    GZIP,
    DEFLATE,
    LZ4_FRAME,
    ZSTD,
    BZIP2;

    static Compression ofHeader(Optional<String> name) throws LoadException {
        if (name.isEmpty()) {
            return NONE;
        }
        return switch (name.get().toLowerCase(Locale.ROOT)) {
            case "gzip" -> GZIP;
            case "lz4_frame" -> LZ4_FRAME;
            case "zstd" -> ZSTD;
            default -> throw unsupported(name.get());
        };
    }

    static Optional<Compression> ofCsvFormat(String format) {
        return switch (format) {
            case "gzip" -> Optional.of(GZIP);
            case "deflate" -> Optional.of(DEFLATE);
            case "lz4" -> Optional.of(LZ4_FRAME);
            case "zstd" -> Optional.of(ZSTD);
            case "bzip2" -> Optional.of(BZIP2);
            default -> Optional.empty();
        };
    }

    private static LoadException unsupported(String name) {
        return new LoadException(StatusCode.NOT_SUPPORTED, "Unsupported compression type: " + name);
    }

    /** The plain body. */
    byte[] decompress(byte[] body, int length) throws LoadException {
        try {
            InputStream in = new ByteArrayInputStream(body, 0, length);
            return switch (this) {
                case GZIP -> new GZIPInputStream(in).readAllBytes();
                case DEFLATE -> new InflaterInputStream(in).readAllBytes();
                case LZ4_FRAME -> Lz4Frame.decompress(body, length);
                case ZSTD -> new ZstdInputStream(in).readAllBytes();
                default -> throw unsupported(name().toLowerCase(Locale.ROOT));
            };
        } catch (IOException | RuntimeException e) {
            // The decompressors tell damaged input in many ways, overflows among them.
            throw new LoadException(
                    StatusCode.INTERNAL_ERROR, "Failed to decompress: " + e.getMessage());
        }
    }
}
