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

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Fault.Moment;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/**
 * Serves the commands of one client, one after the other, until it leaves. Confined to the thread
 * that calls {@link #serve()}.
 */
final class MysqlConnection {
    private static final int UNKNOWN_COMMAND = 1047;
    private static final int ACCESS_DENIED = 5203;

    private final ConnectionFactory shared;
    private final Socket socket;
    private final PacketStream packets;
    private final Login login;
    private final long id;
    private final Reply reply;
    private final PreparedStatements prepared = new PreparedStatements();

    MysqlConnection(
            ConnectionFactory shared, Socket socket, PacketStream packets, Login login, long id) {
        this.shared = shared;
        this.socket = socket;
        this.packets = packets;
        this.login = login;
        this.id = id;
        this.reply = new Reply(packets);
    }

    /** Returns when the client has left or was refused. */
    void serve() throws IOException {
        String host = socket.getInetAddress().getHostAddress();
        LoginRequest request = login.greet(id, shared.cluster().profile().mysqlVersion());
        Session session = new Session(id, request.user(), host);
        if (!enter(session, request)) {
            return;
        }
        shared.connections().add(session, this::closeSocket);
        boolean isOpen = true;
        while (isOpen) {
            packets.startConversation();
            isOpen = serve(session, new PayloadReader(packets.read()));
            packets.flush();
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("could not close connection " + id, e);
        }
    }

    private boolean enter(Session session, LoginRequest request) throws IOException {
        Optional<Fault> fault = shared.faults().next(Operation.LOGIN, request.user());
        if (!survives(fault, Moment.BEFORE)) {
            return false;
        }
        try {
            login.authenticate(request);
            if (request.database().isPresent()) {
                shared.databases().select(session, request.database().get());
            }
        } catch (SqlError e) {
            // A frontend hangs up on a user who may not enter the database, without a word.
            if (e.code() != ACCESS_DENIED) {
                reply.error(e);
                packets.flush();
            }
            return false;
        }
        if (!survives(fault, Moment.AFTER)) {
            return false;
        }
        reply.ok(0, Reply.Position.LAST);
        packets.flush();
        return true;
    }

    private boolean serve(Session session, PayloadReader in) throws IOException {
        int code = in.int1();
        Optional<Command> command = Command.of(code);
        if (command.isEmpty()) {
            reply.error(
                    new SqlError(UNKNOWN_COMMAND, "08S01", "Unsupported command(" + code + ")"));
            return true;
        }
        switch (command.get()) {
            case QUIT:
                return false;
            case PING:
                reply.ok(0, Reply.Position.LAST);
                return true;
            case QUERY:
                return run(session, in.rest(), RowFormat.TEXT);
            case STMT_EXECUTE:
                return executePrepared(session, in);
            case CHANGE_USER:
                return changeUser(session, LoginRequest.ofChangeUser(in));
            default:
                serveQuietly(session, command.get(), in);
                return true;
        }
    }

    private void serveQuietly(Session session, Command command, PayloadReader in)
            throws IOException {
        try {
            switch (command) {
                case INIT_DB -> selectDatabase(session, in.rest());
                case FIELD_LIST -> listFields(session, in.nulTerminated());
                case STMT_PREPARE -> prepare(in.rest());
                case STMT_SEND_LONG_DATA -> prepared.appendLongData(in);
                case STMT_CLOSE -> prepared.close(in.int4());
                case STMT_RESET -> {
                    prepared.reset(in.int4());
                    reply.ok(0, Reply.Position.LAST);
                }
                case RESET_CONNECTION -> {
                    session.reset();
                    prepared.clear();
                    reply.ok(0, Reply.Position.LAST);
                }
                default -> throw new IllegalStateException("not served here: " + command);
            }
        } catch (SqlError e) {
            reply.error(e);
        }
    }

    private void selectDatabase(Session session, String database) throws IOException, SqlError {
        shared.databases().select(session, database);
        reply.ok(0, Reply.Position.LAST);
    }

    private boolean changeUser(Session session, LoginRequest request) throws IOException {
        session.changeUser(request.user(), session.host());
        prepared.clear();
        return enter(session, request);
    }

    private void prepare(String text) throws IOException, SqlError {
        PreparedStatements.Prepared statement = prepared.prepare(text);
        int parameters = statement.template().parameterCount();
        reply.prepared(statement.id(), 0, parameters);
        for (int i = 0; i < parameters; i++) {
            reply.column(PreparedStatements.PARAMETER);
        }
        if (parameters > 0) {
            reply.endOfFile(Reply.Position.LAST);
        }
    }

    private boolean executePrepared(Session session, PayloadReader in) throws IOException {
        String text;
        try {
            text = prepared.bind(in);
        } catch (SqlError e) {
            reply.error(e);
            return true;
        }
        return run(session, text, RowFormat.BINARY);
    }

    private boolean run(Session session, String text, RowFormat format) throws IOException {
        Optional<Fault> fault = shared.faults().next(Operation.STATEMENT, text);
        if (fault.isPresent() && fault.get() instanceof Fault.Reply error) {
            if (error.moment() == Moment.AFTER) {
                shared.executor().execute(session, text);
            }
            reply.error(new SqlError(error.code(), "HY000", error.body()));
            return true;
        }
        if (!survives(fault, Moment.BEFORE)) {
            return false;
        }
        shared.connections().running(session, "Query", text);
        List<StatementOutcome> outcomes = shared.executor().execute(session, text);
        shared.connections().running(session, "Sleep", "");
        if (!survives(fault, Moment.AFTER)) {
            return false;
        }
        answer(outcomes, format);
        return true;
    }

    private void answer(List<StatementOutcome> outcomes, RowFormat format) throws IOException {
        for (int i = 0; i < outcomes.size(); i++) {
            Reply.Position position =
                    i == outcomes.size() - 1 ? Reply.Position.LAST : Reply.Position.MORE_FOLLOW;
            if (outcomes.get(i) instanceof StatementOutcome.Success success) {
                reply.result(success.result(), format, position);
            } else if (outcomes.get(i) instanceof StatementOutcome.Failure failure) {
                reply.error(failure.error());
            }
        }
    }

    /** Whether the conversation goes on after what the fault does at this moment. */
    private boolean survives(Optional<Fault> fault, Moment moment) throws IOException {
        if (fault.isEmpty() || fault.get().moment() != moment) {
            return true;
        }
        if (fault.get() instanceof Fault.Delay delay) {
            return wait(delay);
        }
        if (fault.get() instanceof Fault.Reply error) {
            reply.error(new SqlError(error.code(), "HY000", error.body()));
            packets.flush();
        }
        return false;
    }

    private static boolean wait(Fault.Delay delay) {
        try {
            Thread.sleep(delay.delay().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void listFields(Session session, String table) throws IOException {
        for (Column column : columns(session, table)) {
            reply.column(new ResultColumn(column.name(), column.type()));
        }
        reply.endOfFile(Reply.Position.LAST);
    }

    /** Of a table that is not there or not to be seen, nothing is listed. */
    private List<Column> columns(Session session, String table) {
        shared.cluster().lock().lock();
        try {
            return session.database()
                    .filter(d -> shared.accounts().seesTable(session.user(), d, table))
                    .flatMap(d -> shared.cluster().table(d, table))
                    .map(Table::columns)
                    .orElse(List.of());
        } finally {
            shared.cluster().lock().unlock();
        }
    }
}
