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

package io.cdcpipelines.starrocks.emulator.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A password as {@code mysql_native_password} stores it: SHA-1 of the SHA-1, or nothing for an
 * empty password. The text itself is not kept.
 */
final class NativePassword {
    static final NativePassword EMPTY = new NativePassword(new byte[0]);
    private static final int DIGEST_LENGTH = 20;

    private final byte[] doubleHash;

    private NativePassword(byte[] doubleHash) {
        this.doubleHash = doubleHash;
    }

    static NativePassword of(String text) {
        return text.isEmpty()
                ? EMPTY
                : new NativePassword(sha1(sha1(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Reads {@code *} and forty hexadecimal digits; empty if the text is anything else. */
    static Optional<NativePassword> ofHash(String text) {
        if (text.isEmpty()) {
            return Optional.of(EMPTY);
        }
        return text.matches("\\*[0-9a-fA-F]{40}")
                ? Optional.of(new NativePassword(HexFormat.of().parseHex(text.substring(1))))
                : Optional.empty();
    }

    boolean matches(String text) {
        return MessageDigest.isEqual(doubleHash, of(text).doubleHash);
    }

    /** Whether the answer is SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))). */
    boolean matchesScramble(byte[] salt, byte[] answer) {
        if (doubleHash.length == 0 || answer.length == 0) {
            return doubleHash.length == answer.length;
        }
        if (answer.length != DIGEST_LENGTH) {
            return false;
        }
        byte[] hash = sha1(salt, doubleHash);
        for (int i = 0; i < DIGEST_LENGTH; i++) {
            hash[i] ^= answer[i];
        }
        return MessageDigest.isEqual(sha1(hash), doubleHash);
    }

    private static byte[] sha1(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
