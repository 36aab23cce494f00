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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final int SEED = 42;

    private interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "DEFLATE", "LZ4_FRAME", "ZSTD"})
    void givesBackWhatWasCompressed(Compression compression) throws Exception {
        for (byte[] plain : samples()) {
            byte[] body = compressed(compressor(compression), plain);

            assertThat(compression.decompress(body, body.length)).isEqualTo(plain);
        }
    }

    @Test
    void lz4FramesMayCarryChecksumsAndTheirSizeAndFollowEachOther() throws Exception {
        byte[] plain = samples()[1];
        Compressor full =
                out ->
                        new LZ4FrameOutputStream(
                                out,
                                BLOCKSIZE.SIZE_64KB,
                                plain.length,
                                Bits.BLOCK_INDEPENDENCE,
                                Bits.BLOCK_CHECKSUM,
                                Bits.CONTENT_CHECKSUM,
                                Bits.CONTENT_SIZE);
        byte[] frame = compressed(full, plain);
        byte[] two = Arrays.copyOf(frame, frame.length * 2);
        System.arraycopy(frame, 0, two, frame.length, frame.length);

        byte[] decompressed = Compression.LZ4_FRAME.decompress(two, two.length);

        assertThat(decompressed).hasSize(plain.length * 2).startsWith(plain).endsWith(plain);
    }

    /**
     * A block that repeats what an earlier block of its frame holds, which lz4-java never writes.
     */
    @Test
    void lz4BlocksMayReferToEarlierOnes() throws Exception {
        byte[] frame = {
            0x04,
            0x22,
            0x4D,
            0x18,
            0x40,
            0x40,
            0, // header without block independence
            4,
            0,
            0,
            (byte) 0x80,
            'a',
            'b',
            'c',
            'd', // as it is
            4,
            0,
            0,
            0,
            0x04,
            4,
            0,
            0, // 8 bytes from 4 bytes back, then no literals
            0,
            0,
            0,
            0
        };

        assertThat(
                        new String(
                                Compression.LZ4_FRAME.decompress(frame, frame.length),
                                StandardCharsets.US_ASCII))
                .isEqualTo("abcdabcdabcd");
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "DEFLATE", "LZ4_FRAME", "ZSTD"})
    void damagedBodiesFailTheLoadAndNothingElse(Compression compression) throws Exception {
        byte[] body =
                compressed(compressor(compression), "abcabcabc".getBytes(StandardCharsets.UTF_8));
        Random random = new Random(SEED);
        for (int length = 1; length < body.length; length++) {
            failsOnlyAsALoad(compression, Arrays.copyOf(body, length));
        }
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = body.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            failsOnlyAsALoad(compression, damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain"})
    void bodiesThatAreNotCompressedAreRefused(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Compression.GZIP.decompress(body, body.length))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("Failed to decompress");
    }

    private static void failsOnlyAsALoad(Compression compression, byte[] body) {
        try {
            compression.decompress(body, body.length);
        } catch (LoadException e) {
            assertThat(e).hasMessageStartingWith("Failed to decompress");
        }
    }

    private static Compressor compressor(Compression compression) {
        return switch (compression) {
            case GZIP -> GZIPOutputStream::new;
            case DEFLATE -> DeflaterOutputStream::new;
            case LZ4_FRAME -> LZ4FrameOutputStream::new;
            case ZSTD -> ZstdOutputStream::new;
            default -> throw new IllegalArgumentException(compression.name());
        };
    }

    /** Nothing, text that repeats itself, and noise over several blocks. */
    private static byte[][] samples() {
        byte[] noise = new byte[300_000];
        new Random(SEED).nextBytes(noise);
        String rows = "{\"id\":1,\"v\":\"abc\"}\n".repeat(20_000);
        return new byte[][] {new byte[0], rows.getBytes(StandardCharsets.UTF_8), noise};
    }

    private static byte[] compressed(Compressor compressor, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.over(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
