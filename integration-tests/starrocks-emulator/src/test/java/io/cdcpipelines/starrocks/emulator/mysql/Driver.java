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

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** The JDBC drivers that clients of StarRocks use. */
enum Driver {
    CONNECTOR_J_9("jdbc:mysql:") {
        @Override
        java.sql.Driver driver() throws SQLException {
            return new com.mysql.cj.jdbc.Driver();
        }
    },
    /** From its own class loader: it has the class names of the newer one. */
    CONNECTOR_J_8("jdbc:mysql:") {
        @Override
        java.sql.Driver driver() {
            return Older.DRIVER;
        }
    },
    MARIADB("jdbc:mariadb:") {
        @Override
        java.sql.Driver driver() {
            return new org.mariadb.jdbc.Driver();
        }
    };

    private static final class Older {
        private static final java.sql.Driver DRIVER = load();

        private static java.sql.Driver load() {
            Path jar = Path.of("target", "drivers", "mysql-connector-j-8.0.33.jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException("run process-test-resources first: " + jar);
            }
            try {
                ClassLoader loader =
                        new URLClassLoader(
                                new URL[] {jar.toUri().toURL()},
                                ClassLoader.getPlatformClassLoader());
                return (java.sql.Driver)
                        loader.loadClass("com.mysql.cj.jdbc.Driver")
                                .getDeclaredConstructor()
                                .newInstance();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final String scheme;

    Driver(String scheme) {
        this.scheme = scheme;
    }

    abstract java.sql.Driver driver() throws SQLException;

    /**
     * @param path database and parameters, behind the slash
     */
    Connection connect(int port, String user, String password, String path) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return driver().connect(scheme + "//127.0.0.1:" + port + "/" + path, properties);
    }
}
