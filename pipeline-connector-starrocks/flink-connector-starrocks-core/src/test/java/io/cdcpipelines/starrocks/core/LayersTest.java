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
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.cdcpipelines.starrocks.core",
        importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule DEPENDENCIES_RUN_DOWNWARDS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("transaction")
                    .definedBy("..core.transaction..")
                    .layer("load")
                    .definedBy("..core.load..")
                    .layer("http")
                    .definedBy("..core.http..")
                    .layer("catalog")
                    .definedBy("..core.catalog..")
                    .layer("format")
                    .definedBy("..core.format..")
                    .layer("buffer")
                    .definedBy("..core.buffer..")
                    .layer("table")
                    .definedBy("..core.table..")
                    .layer("config")
                    .definedBy("..core.config..")
                    .layer("time")
                    .definedBy("..core.time..")
                    .whereLayer("transaction")
                    .mayOnlyAccessLayers("load", "table")
                    .whereLayer("load")
                    .mayOnlyAccessLayers("http", "format", "buffer", "table", "config", "time")
                    .whereLayer("http")
                    .mayOnlyAccessLayers("buffer", "config", "time")
                    .whereLayer("catalog")
                    .mayOnlyAccessLayers("table", "config", "time")
                    .whereLayer("format")
                    .mayOnlyAccessLayers("buffer")
                    .whereLayer("buffer")
                    .mayNotAccessAnyLayer()
                    .whereLayer("table")
                    .mayNotAccessAnyLayer()
                    .whereLayer("config")
                    .mayNotAccessAnyLayer()
                    .whereLayer("time")
                    .mayNotAccessAnyLayer();

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
