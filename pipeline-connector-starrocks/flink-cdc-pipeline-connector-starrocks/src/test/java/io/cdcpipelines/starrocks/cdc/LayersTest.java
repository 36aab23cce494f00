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

package io.cdcpipelines.starrocks.cdc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(
        packages = "io.cdcpipelines.starrocks.cdc",
        importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final String ROOT = "io.cdcpipelines.starrocks.cdc";

    /** Each package, and those that it may use. */
    private static final Map<String, Set<String>> LAYERS =
            Map.ofEntries(
                    Map.entry(
                            ROOT,
                            Set.of(
                                    "..cdc.sink..",
                                    "..cdc.schema..",
                                    "..cdc.table..",
                                    "..cdc.type..")),
                    Map.entry(
                            "..cdc.sink..",
                            Set.of("..cdc.serializer..", "..cdc.table..", "..cdc.type..")),
                    Map.entry("..cdc.schema..", Set.of("..cdc.table..", "..cdc.type..")),
                    Map.entry("..cdc.serializer..", Set.of("..cdc.type..")),
                    Map.entry("..cdc.table..", Set.of()),
                    Map.entry("..cdc.type..", Set.of()));

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
    static final ArchRule ONLY_SINK_KNOWS_FLINKS_SINK =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..cdc.sink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink.api.connector.sink2..");

    /** The runtime of Flink CDC moves its classes between versions; its common part keeps them. */
    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_RUNTIME_OF_FLINK_CDC =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink.cdc.runtime..");

    /**
     * They came after Flink CDC 3.2, changed, or went: a class that names them links nowhere else.
     */
    @ArchTest
    static final ArchRule NOBODY_NAMES_WHAT_NOT_EVERY_VERSION_HAS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            ".*\\.(FlushEvent|SchemaChangeEventVisitor|DropTableEvent"
                                    + "|TruncateTableEvent|AlterTableCommentEvent|DateData|TimeData)");

    @ArchTest
    static final ArchRule WRITING_NEEDS_NO_CATALOG =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..cdc.sink..", "..cdc.serializer..", "..cdc.type..", "..cdc.table..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..core.catalog..");

    @ArchTest
    static final ArchRule SCHEMA_CHANGES_NEED_NO_LOADS =
            noClasses()
                    .that()
                    .resideInAPackage("..cdc.schema..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..core.load..", "..core.buffer..", "..core.transaction..");
}
