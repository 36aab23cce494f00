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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product as users get it: one jar that brings all it needs and gets in nobody's way. */
class PackagedJarTest {

    private static final int JAVA_11 = 55;
    private static final String OWN_PACKAGE = "io/cdcpipelines/starrocks/";
    private static final String FACTORIES =
            "META-INF/services/org.apache.flink.cdc.common.factories.Factory";
    private static final long MAX_BYTES = 5_000_000;

    private static Path path;
    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        path = Path.of(System.getProperty("connector.jar"));
        jar = new JarFile(path.toFile());
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void holdsClassesOfItsOwnPackageOnly() {
        assertThat(files().stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(OWN_PACKAGE));
    }

    @Test
    void runsOnJava11() throws IOException {
        List<String> newer = new ArrayList<>();
        for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
            if (classVersion(entry) > JAVA_11) {
                newer.add(entry.getName() + ": " + classVersion(entry));
            }
        }
        assertThat(newer).isEmpty();
        assertThat(classVersion(jar.getJarEntry(factory() + ".class"))).isEqualTo(JAVA_11);
    }

    @Test
    void offersOneServiceWhichIsTheFactory() throws IOException {
        assertThat(files().stream().filter(name -> name.startsWith("META-INF/services/")))
                .containsExactly(FACTORIES);
        assertThat(jar.getJarEntry(factory() + ".class")).isNotNull();
    }

    @Test
    void bringsItsDependenciesUnderItsOwnName() {
        assertThat(files())
                .contains(
                        OWN_PACKAGE + "shaded/com/mysql/cj/jdbc/Driver.class",
                        OWN_PACKAGE + "shaded/com/fasterxml/jackson/core/JsonParser.class",
                        OWN_PACKAGE + "shaded/net/jpountz/lz4/LZ4Compressor.class",
                        OWN_PACKAGE
                                + "shaded/org/apache/hc/core5/http/impl/io/DefaultBHttpClientConnection.class")
                .noneMatch(name -> name.startsWith("org/slf4j/"));
    }

    /** The library looks its classes up by name, which is another one here. */
    @Test
    void compressesWithWhatItBrings() throws Exception {
        URL[] onlyThis = {path.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(onlyThis, null)) {
            Class<?> frame =
                    Class.forName("io.cdcpipelines.starrocks.core.http.Lz4Frame", true, loader);
            assertThat(frame.getClassLoader()).isSameAs(loader);
        }
        assertThat(files()).noneMatch(name -> name.matches(".*\\.(so|dll|dylib)"));
    }

    @Test
    void leavesNothingOutsideOfItsPackageButMetadata() {
        assertThat(files())
                .allMatch(name -> name.startsWith(OWN_PACKAGE) || name.startsWith("META-INF/"));
    }

    @Test
    void carriesTheLicencesOfWhatItBundles() {
        assertThat(files())
                .contains(
                        "META-INF/LICENSE.txt",
                        "META-INF/NOTICE",
                        "META-INF/licenses/mysql-connector-j/LICENSE");
    }

    @Test
    void isSmall() throws IOException {
        long bytes = Files.size(path);
        System.out.printf("%s: %,d bytes%n", path.getFileName(), bytes);
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    private static List<String> files() {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }

    /** The only line of the service file, as the path of a class. */
    private static String factory() throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(FACTORIES))) {
            List<String> lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList();
            assertThat(lines).hasSize(1);
            return lines.get(0).strip().replace('.', '/');
        }
    }

    private static int classVersion(JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
