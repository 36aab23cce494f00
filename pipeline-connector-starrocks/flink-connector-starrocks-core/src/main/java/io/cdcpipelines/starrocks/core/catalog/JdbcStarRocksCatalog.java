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

import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The catalog over the MySQL protocol of the frontends. Reads with SHOW statements, which a
 * frontend answers alone; connects on first use. Used by one thread.
 */
public final class JdbcStarRocksCatalog implements StarRocksCatalog {
    private static final int JOBS_SHOWN = 16;
    private static final Pattern FUNCTION =
            Pattern.compile("(?i)current_timestamp(\\(\\d*\\))?|\\w+\\(.*\\)");

    private final FrontendSession session;

    public JdbcStarRocksCatalog(JdbcConfig config) {
        this.session = new FrontendSession(config);
    }

    @Override
    public boolean databaseExists(String database) {
        return session.query(
                        "database " + database,
                        StatementRenderer.showDatabases(),
                        row -> row.getString(1))
                .contains(database);
    }

    @Override
    public Optional<StarRocksTable> table(TablePath path) {
        // DESC would fall back to a table whose name differs in case; this statement does not.
        List<ShownColumn> shown;
        try {
            shown =
                    session.query(
                            subject(path),
                            StatementRenderer.showFullColumns(path),
                            ShownColumn::read);
        } catch (StarRocksCatalogException e) {
            if (e.reason() == Reason.NO_SUCH_OBJECT) {
                return Optional.empty();
            }
            throw e;
        }
        if (shown.isEmpty()) {
            throw StarRocksCatalogException.of(
                    Reason.REFUSED, "StarRocks shows no columns for table " + path);
        }
        return Optional.of(
                TableDefinition.parse(path, columns(path, shown), createStatement(path)));
    }

    private String createStatement(TablePath path) {
        List<String> statements =
                session.query(
                        subject(path),
                        StatementRenderer.showCreateTable(path),
                        row -> row.getString(2));
        if (statements.isEmpty()) {
            throw StarRocksCatalogException.of(
                    Reason.REFUSED, "StarRocks shows no definition of table " + path);
        }
        return statements.get(0);
    }

    private List<StarRocksColumn> columns(TablePath path, List<ShownColumn> shown) {
        boolean ambiguous = shown.stream().anyMatch(ShownColumn::mayBeFunctionOrLiteral);
        Map<String, String> extras = ambiguous ? extras(path) : Map.of();
        List<StarRocksColumn> columns = new ArrayList<>();
        for (ShownColumn column : shown) {
            columns.add(column.toColumn(extras.getOrDefault(column.name, "")));
        }
        return columns;
    }

    /** What DESC says beyond SHOW FULL COLUMNS: whether a default is a function. */
    private Map<String, String> extras(TablePath path) {
        Map<String, String> extras = new HashMap<>();
        session.query(
                subject(path),
                StatementRenderer.describe(path),
                row -> extras.put(row.getString("Field"), text(row, "Extra")));
        return extras;
    }

    @Override
    public void execute(SqlStatement statement) {
        session.execute(statement.subject(), statement.sql());
    }

    @Override
    public void executeWithin(Duration limit, SqlStatement statement) {
        session.executeWithin(limit, statement.subject(), statement.sql());
    }

    @Override
    public ServerVersion serverVersion() {
        List<String> versions =
                session.query(
                        "its version",
                        StatementRenderer.currentVersion(),
                        row -> String.valueOf(row.getString(1)));
        return ServerVersion.parse(versions.isEmpty() ? "" : versions.get(0));
    }

    @Override
    public List<AlterJob> alterJobs(TablePath path) {
        return session.query(
                subject(path),
                StatementRenderer.showAlterJobs(path, JOBS_SHOWN),
                row ->
                        new AlterJob(
                                row.getLong("JobId"),
                                AlterJob.State.parse(text(row, "State")),
                                text(row, "Msg")));
    }

    @Override
    public void close() {
        session.close();
    }

    private static String subject(TablePath path) {
        return "table " + path;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    /** One row of SHOW FULL COLUMNS. */
    private static final class ShownColumn {
        private final String name;
        private final StarRocksType type;
        private final boolean nullable;
        private final String defaultText;
        private final String comment;

        private ShownColumn(
                String name,
                StarRocksType type,
                boolean nullable,
                String defaultText,
                String comment) {
            this.name = name;
            this.type = type;
            this.nullable = nullable;
            this.defaultText = defaultText;
            this.comment = comment;
        }

        static ShownColumn read(ResultSet row) throws SQLException {
            return new ShownColumn(
                    row.getString("Field"),
                    StarRocksType.parse(row.getString("Type")),
                    row.getString("Null").equalsIgnoreCase("YES"),
                    row.getString("Default"),
                    TableDefinition.unescape(text(row, "Comment")));
        }

        private boolean looksLikeFunction() {
            return defaultText != null && FUNCTION.matcher(defaultText).matches();
        }

        /** No literal of a date or time looks like a function; any text may. */
        boolean mayBeFunctionOrLiteral() {
            return looksLikeFunction() && type.isText();
        }

        StarRocksColumn toColumn(String extra) {
            StarRocksColumn column = StarRocksColumn.of(name, type).withComment(comment);
            if (!nullable) {
                column = column.asNotNull();
            }
            if (defaultText == null) {
                return column;
            }
            boolean function =
                    looksLikeFunction() && (!type.isText() || extra.contains("DEFAULT_GENERATED"));
            return column.withDefault(
                    function
                            ? ColumnDefault.expression(defaultText)
                            : ColumnDefault.literal(defaultText));
        }
    }
}
