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

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import java.io.IOException;

/** Writes the answers of the server to commands. For the thread of one connection. */
final class Reply {

    /** Whether another answer to the same command follows. */
    enum Position {
        LAST(0),
        MORE_FOLLOW(0x0008);

        private final int status;

        Position(int status) {
            this.status = status;
        }
    }

    private static final int OK = 0x00;
    private static final int EOF = 0xfe;
    private static final int ERROR = 0xff;

    private final PacketStream packets;
    private final PayloadWriter payload = new PayloadWriter();

    Reply(PacketStream packets) {
        this.packets = packets;
    }

    void ok(long affectedRows, Position position) throws IOException {
        payload.reset()
                .int1(OK)
                .lengthEncoded(affectedRows)
                .lengthEncoded(0L)
                .int2(position.status)
                .int2(0);
        packets.write(payload);
    }

    void error(SqlError error) throws IOException {
        String message = error.getMessage();
        payload.reset()
                .int1(ERROR)
                .int2(error.code())
                .text("#")
                .text(error.sqlState())
                .text(message == null || message.isEmpty() ? "Unknown error" : message);
        packets.write(payload);
    }

    void result(StatementResult result, RowFormat format, Position position) throws IOException {
        if (result instanceof StatementResult.Ok ok) {
            ok(ok.affectedRows(), position);
        } else if (result instanceof StatementResult.Rows rows) {
            rows(rows, format, position);
        }
    }

    private void rows(StatementResult.Rows rows, RowFormat format, Position position)
            throws IOException {
        packets.write(payload.reset().lengthEncoded((long) rows.columns().size()));
        for (ResultColumn column : rows.columns()) {
            column(column);
        }
        endOfFile(Position.LAST);
        RowEncoder encoder = new RowEncoder(rows.columns(), format);
        for (Object[] row : rows.rows()) {
            packets.write(encoder.encode(row, payload.reset()));
        }
        endOfFile(position);
    }

    void column(ResultColumn column) throws IOException {
        WireType.of(column.type()).writeDefinition(column, payload.reset());
        packets.write(payload);
    }

    void endOfFile(Position position) throws IOException {
        packets.write(payload.reset().int1(EOF).int2(0).int2(position.status));
    }

    void prepared(int statementId, int columns, int parameters) throws IOException {
        payload.reset().int1(OK).int4(statementId).int2(columns).int2(parameters).int1(0).int2(0);
        packets.write(payload);
    }
}
