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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that a client has prepared. Only queries can be; every execution becomes the text
 * with its parameters as literals. For the thread of one connection.
 */
final class PreparedStatements {
    static final ResultColumn PARAMETER =
            new ResultColumn("?", DataType.sized(TypeKind.VARCHAR, 65533));

    private static final int UNKNOWN_HANDLER = 1243;
    private static final int UNSUPPORTED = 1295;

    /** One prepared statement and what its last execution said about its parameters. */
    static final class Prepared {
        private final int id;
        private final StatementTemplate template;
        private final Map<Integer, byte[]> longData = new HashMap<>();
        private List<ParameterType> types = List.of();

        private Prepared(int id, StatementTemplate template) {
            this.id = id;
            this.template = template;
        }

        int id() {
            return id;
        }

        StatementTemplate template() {
            return template;
        }
    }

    private final Map<Integer, Prepared> statements = new HashMap<>();
    private int nextId = 1;

    Prepared prepare(String text) throws SqlError {
        StatementTemplate template = StatementTemplate.of(text);
        if (!template.isQuery()) {
            throw new SqlError(
                    UNSUPPORTED,
                    "HY000",
                    "This command is not supported in the prepared statement protocol yet");
        }
        Prepared statement = new Prepared(nextId++, template);
        statements.put(statement.id, statement);
        return statement;
    }

    /** The text of an execution; {@code in} stands behind the command byte. */
    String bind(PayloadReader in) throws SqlError {
        Prepared statement = statement(in.int4());
        in.int1();
        in.int4();
        int count = statement.template.parameterCount();
        if (count == 0) {
            return statement.template.text(List.of());
        }
        byte[] nulls = in.raw((count + 7) / 8);
        if (in.int1() == 1) {
            statement.types = types(in, count);
        }
        List<String> literals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isNull = (nulls[i / 8] & 1 << (i % 8)) != 0;
            literals.add(isNull ? "NULL" : literal(statement, i, in));
        }
        statement.longData.clear();
        return statement.template.text(literals);
    }

    private static List<ParameterType> types(PayloadReader in, int count) {
        List<ParameterType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(ParameterType.of(in.int1(), in.int1()));
        }
        return types;
    }

    private static String literal(Prepared statement, int index, PayloadReader in) {
        if (index >= statement.types.size()) {
            throw new MalformedPacketException("an execution without parameter types");
        }
        ParameterType type = statement.types.get(index);
        byte[] data = statement.longData.get(index);
        return data == null ? type.literal(in) : type.literal(data);
    }

    /** Answers nothing, also where it fails: the protocol has no reply to this command. */
    void appendLongData(PayloadReader in) {
        Prepared statement = statements.get((int) in.int4());
        int parameter = in.int2();
        if (statement != null) {
            byte[] more = in.restBytes();
            statement.longData.merge(parameter, more, PreparedStatements::concat);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    void reset(long id) throws SqlError {
        statement(id).longData.clear();
    }

    void close(long id) {
        statements.remove((int) id);
    }

    void clear() {
        statements.clear();
    }

    private Prepared statement(long id) throws SqlError {
        Prepared statement = statements.get((int) id);
        if (statement == null) {
            throw new SqlError(
                    UNKNOWN_HANDLER,
                    "HY000",
                    "Unknown prepared statement handler (" + id + ") given to EXECUTE");
        }
        return statement;
    }
}
