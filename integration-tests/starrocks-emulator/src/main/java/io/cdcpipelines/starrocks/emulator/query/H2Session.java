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

package io.cdcpipelines.starrocks.emulator.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.h2.command.ddl.CreateTableData;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.table.Column;
import org.h2.table.Table;

/**
 * One query's view of H2: a connection, and the tables of the query as temporary tables that only
 * this connection sees. For one thread; closing removes the tables and gives the connection back.
 */
final class H2Session implements AutoCloseable {
    private final Connection connection;
    private final SessionLocal session;
    private final Consumer<Connection> pool;
    private final Map<String, QueryTable> tables = new LinkedHashMap<>();

    H2Session(Connection connection, Consumer<Connection> pool) throws SQLException {
        this.connection = connection;
        this.session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        this.pool = pool;
    }

    Connection connection() {
        return connection;
    }

    /** Shows a table, and gives it a name that no other table of this session has. */
    String show(QueryTable table) {
        String name = "T" + tables.size();
        CreateTableData data = new CreateTableData();
        data.schema = session.getDatabase().getMainSchema();
        data.tableName = name;
        data.temporary = true;
        data.session = session;
        data.columns = new ArrayList<>();
        List<ValueMapping> mappings = new ArrayList<>();
        for (QueryTable.Field field : table.fields()) {
            ValueMapping mapping = ValueMapping.of(field.type());
            mappings.add(mapping);
            data.columns.add(new Column(field.name(), mapping.h2Type()));
        }
        session.addLocalTempTable(new SnapshotTable(data, table.rows(), mappings));
        tables.put(name, table);
        return name;
    }

    /** The tables shown, by name. */
    Map<String, QueryTable> tables() {
        return tables;
    }

    @Override
    public void close() {
        for (String name : tables.keySet()) {
            Table table = session.findLocalTempTable(name);
            session.removeLocalTempTable(table);
        }
        tables.clear();
        pool.accept(connection);
    }
}
