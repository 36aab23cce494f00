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

package io.cdcpipelines.starrocks.environment;

import java.util.Objects;

/** A StarRocks cluster that somebody else runs; closing it leaves it alone. */
public final class ExistingStarRocks implements StarRocksEnvironment {

    private final String jdbcUrl;
    private final String loadUrl;
    private final String user;
    private final String password;

    public ExistingStarRocks(String jdbcUrl, String loadUrl, String user, String password) {
        this.jdbcUrl = Objects.requireNonNull(jdbcUrl, "jdbcUrl");
        this.loadUrl = Objects.requireNonNull(loadUrl, "loadUrl");
        this.user = Objects.requireNonNull(user, "user");
        this.password = Objects.requireNonNull(password, "password");
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public String loadUrl() {
        return loadUrl;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "StarRocks at " + jdbcUrl;
    }
}
