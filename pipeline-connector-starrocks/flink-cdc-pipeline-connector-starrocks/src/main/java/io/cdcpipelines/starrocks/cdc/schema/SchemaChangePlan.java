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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import java.util.List;

/**
 * What has to be done so that a table follows an event, and what the user should know about it: an
 * immutable value. An empty plan says that the table is as the event wants it.
 */
final class SchemaChangePlan {
    private final List<SqlStatement> statements;
    private final List<String> warnings;
    private final boolean visible;

    private SchemaChangePlan(
            List<SqlStatement> statements, List<String> warnings, boolean visible) {
        this.statements = List.copyOf(statements);
        this.warnings = List.copyOf(warnings);
        this.visible = visible;
    }

    static SchemaChangePlan of(List<SqlStatement> statements, List<String> warnings) {
        return new SchemaChangePlan(statements, warnings, true);
    }

    static SchemaChangePlan of(SqlStatement statement) {
        return of(List.of(statement), List.of());
    }

    static SchemaChangePlan nothingToDo() {
        return of(List.of(), List.of());
    }

    /** A statement that leaves no trace in the table's definition, and that may be repeated. */
    static SchemaChangePlan unverifiable(SqlStatement statement) {
        return new SchemaChangePlan(List.of(statement), List.of(), false);
    }

    List<SqlStatement> statements() {
        return statements;
    }

    List<String> warnings() {
        return warnings;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    /** Whether planning again after execution tells if the plan was carried out. */
    boolean isVerifiable() {
        return visible;
    }
}
