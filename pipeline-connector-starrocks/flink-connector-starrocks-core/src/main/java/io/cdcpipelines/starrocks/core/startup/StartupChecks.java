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

package io.cdcpipelines.starrocks.core.startup;

import java.util.ArrayList;
import java.util.List;

/** All checks of a pipeline against its cluster: functions over what was asked. Stateless. */
public final class StartupChecks {

    private StartupChecks() {}

    /** What stands between this machine and the cluster. */
    public static List<Finding> ofNetwork(PipelineSettings settings, ClusterFacts facts) {
        return NetworkChecks.of(settings, facts);
    }

    /** What is wrong, in a fixed order; settings alone are for {@link SettingsChecks}. */
    public static List<Finding> of(PipelineSettings settings, ClusterFacts facts) {
        List<Finding> findings = new ArrayList<>(NetworkChecks.of(settings, facts));
        findings.addAll(ClusterChecks.of(settings, facts));
        return findings;
    }
}
