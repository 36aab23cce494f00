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

package io.cdcpipelines.starrocks.core.catalog;

import java.util.Objects;
import java.util.function.Consumer;

/** One statement that changes something, and what it is about: an immutable value. */
public final class SqlStatement {

    /** What has to be waited for after the server has accepted the statement. */
    public enum Completion {
        /** The statement is done when it returns. */
        IMMEDIATE,
        /** The statement may have started a schema change job on its table. */
        ALTER_JOB,
        /** The statement is done when it returns, which takes longer the more rows there are. */
        REWRITTEN_ROWS
    }

    private final String subject;
    private final String sql;
    private final Completion completion;
    private final Consumer<CatalogModel> effect;

    private SqlStatement(
            String subject, String sql, Completion completion, Consumer<CatalogModel> effect) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.sql = Objects.requireNonNull(sql, "sql");
        this.completion = completion;
        this.effect = effect;
    }

    /**
     * @param subject the table or database that the statement is about, for messages
     */
    public static SqlStatement immediate(String subject, String sql) {
        return new SqlStatement(subject, sql, Completion.IMMEDIATE, model -> {});
    }

    /**
     * @param subject the table that the statement is about, for messages
     */
    public static SqlStatement alterJob(String subject, String sql) {
        return new SqlStatement(subject, sql, Completion.ALTER_JOB, model -> {});
    }

    /**
     * @param subject the table that the statement is about, for messages
     */
    public static SqlStatement rewritingRows(String subject, String sql) {
        return new SqlStatement(subject, sql, Completion.REWRITTEN_ROWS, model -> {});
    }

    /** The same statement, with what it does to definitions of tables; to rows it may do more. */
    SqlStatement doing(Consumer<CatalogModel> newEffect) {
        return new SqlStatement(subject, sql, completion, newEffect);
    }

    void applyTo(CatalogModel model) {
        effect.accept(model);
    }

    public String subject() {
        return subject;
    }

    public String sql() {
        return sql;
    }

    public Completion completion() {
        return completion;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlStatement
                && ((SqlStatement) other).sql.equals(sql)
                && ((SqlStatement) other).subject.equals(subject)
                && ((SqlStatement) other).completion == completion;
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, sql, completion);
    }

    @Override
    public String toString() {
        return sql;
    }
}
