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

package io.cdcpipelines.starrocks.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(
        packages = "io.cdcpipelines.starrocks.core",
        importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    /** Each package, and those that it may use. */
    private static final Map<String, Set<String>> LAYERS =
            Map.ofEntries(
                    Map.entry(
                            "..core.startup..",
                            Set.of(
                                    "..core.load..",
                                    "..core.catalog..",
                                    "..core.config..",
                                    "..core.time..")),
                    Map.entry("..core.transaction..", Set.of("..core.load..", "..core.table..")),
                    Map.entry(
                            "..core.load..",
                            Set.of(
                                    "..core.http..",
                                    "..core.format..",
                                    "..core.buffer..",
                                    "..core.table..",
                                    "..core.config..",
                                    "..core.time..")),
                    Map.entry(
                            "..core.http..",
                            Set.of("..core.buffer..", "..core.config..", "..core.time..")),
                    Map.entry(
                            "..core.catalog..",
                            Set.of("..core.table..", "..core.config..", "..core.time..")),
                    Map.entry("..core.format..", Set.of("..core.buffer..")),
                    Map.entry("..core.buffer..", Set.of()),
                    Map.entry("..core.table..", Set.of()),
                    Map.entry("..core.config..", Set.of()),
                    Map.entry("..core.time..", Set.of()));

    @ArchTest
    static void dependenciesRunDownwards(JavaClasses classes) {
        LAYERS.forEach(
                (layer, below) ->
                        noClasses()
                                .that()
                                .resideInAPackage(layer)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(allBut(layer, below))
                                .check(classes));
    }

    private static String[] allBut(String layer, Set<String> below) {
        return LAYERS.keySet().stream()
                .filter(other -> !other.equals(layer) && !below.contains(other))
                .toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FLINK =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NOT_KNOW_ITS_USERS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cdcpipelines.starrocks.cdc..",
                            "io.cdcpipelines.starrocks.emulator..");

    @ArchTest
    static final ArchRule ONLY_THE_TRANSPORT_SPEAKS_HTTP =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..core.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule ONLY_THE_CATALOG_SPEAKS_JDBC =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..core.catalog..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "com.mysql..");
}
