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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.CapturedLog;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import org.junit.jupiter.api.Test;

/** A job that cannot work says so before it starts. */
class StartupCheckTest extends ClientContract {
    private static final String FE2 = "http://fe2:8030";
    private static final String PATH =
            "/api/information_schema/get_load_state?label=connection_check";

    @Test
    void isContentWithAnyAnswerThatNeedsALogin() throws Exception {
        network.on("GET " + FE + PATH, state("UNKNOWN"))
                .on(
                        "GET " + FE2 + PATH,
                        "{\"status\":\"FAILED\",\"msg\":\"unknown database, database=x\"}");
        client(FE, FE2).checkReachable();
    }

    @Test
    void onlyWarnsOfAFrontendThatIsDown() throws Exception {
        network.fail("GET " + FE + PATH, Progress.NOT_CONNECTED)
                .on("GET " + FE2 + PATH, state("UNKNOWN"));
        try (CapturedLog log = CapturedLog.ofEverything()) {
            client(FE, FE2).checkReachable();
            assertThat(log.text()).contains(FE + ": connection lost");
        }
    }

    @Test
    void namesEveryAddressWhenNoneAnswers() {
        network.fail("GET " + FE + PATH, Progress.NOT_CONNECTED)
                .on("GET " + FE2 + PATH, 404, "<html>this is 404 page.</html>");
        assertThatThrownBy(() -> client(FE, FE2).checkReachable())
                .isInstanceOf(StarRocksLoadException.class)
                .hasMessageContaining(FE + ": connection lost")
                .hasMessageContaining(FE2 + ": HTTP 404")
                .hasMessageContaining("8030");
    }

    @Test
    void namesALeaderThatCannotBeReached() {
        network.redirect("GET " + FE + PATH, FE2).fail("GET " + FE2 + PATH, Progress.NOT_CONNECTED);
        assertThatThrownBy(() -> client(FE).checkReachable())
                .isInstanceOf(StarRocksLoadException.class)
                .hasMessageContaining("which names " + FE2);
    }

    @Test
    void namesTheUserButNotThePassword() {
        network.on(
                "GET " + FE + PATH,
                401,
                "{\"status\":\"FAILED\",\"msg\":\"Access denied for loader@10.0.0.1\"}");
        assertThatThrownBy(() -> client(FE).checkReachable())
                .isInstanceOf(StarRocksLoadException.class)
                .hasMessageContaining("refuses user 'loader'")
                .hasMessageContaining(FE)
                .hasMessageNotContaining(PASSWORD);
    }
}
