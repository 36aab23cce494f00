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

package io.cdcpipelines.starrocks.emulator.rest;

import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.BasicAuth;
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.HttpService;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The HTTP interface of a frontend, leader or follower. Thread-safe. */
public final class FrontendService implements HttpService {
    /** Whether a frontend answers by itself what only the leader may answer. */
    public enum Role {
        LEADER,
        FOLLOWER
    }

    private static final String TABLE_SCHEMA =
            "/api/v2/catalogs/default_catalog/databases/[^/]+/tables/[^/]+/schema";

    private final FrontendServices services;
    private final Role role;
    private final FrontendReplies replies;
    private final TransactionRouter transactions;
    private final LoadStates loadStates;
    private final ClusterInfo clusterInfo;

    public FrontendService(FrontendServices services, Role role) {
        this.services = services;
        this.role = role;
        this.replies = new FrontendReplies(services.cluster().profile());
        this.transactions = new TransactionRouter(services, replies, this::toBackend);
        this.loadStates = new LoadStates(services, replies);
        this.clusterInfo = new ClusterInfo(services, replies);
    }

    @Override
    public Call call(RequestHead head) {
        String[] parts = head.path().split("/", -1);
        boolean isApi = parts.length > 2 && parts[0].isEmpty() && parts[1].equals("api");
        if (!isApi) {
            return unknown(head);
        }
        String last = parts[parts.length - 1];
        String route = head.method() + " " + parts.length + " " + last;
        if (parts.length == 4 && parts[2].equals("transaction")) {
            boolean isStep = head.method().equals("POST") || head.method().equals("PUT");
            return isStep
                    ? authorized(head, auth -> atLeader(head, () -> transactions.call(head, last)))
                    : unknown(head);
        }
        if (route.equals("GET 10 schema") && head.path().matches(TABLE_SCHEMA)) {
            return authorized(
                    head,
                    auth -> answer(() -> clusterInfo.tableSchema(name(parts[6]), name(parts[8]))));
        }
        return switch (route) {
            case "GET 3 health" -> answer(clusterInfo::health);
            case "GET 3 bootstrap" -> answer(clusterInfo::bootstrap);
            case "PUT 5 _stream_load" ->
                    authorized(head, auth -> streamLoad(head, auth, parts[2], parts[3]));
            case "GET 4 get_load_state" ->
                    authorized(
                            head,
                            auth -> atLeader(head, () -> loadStates.state(head, name(parts[2]))));
            case "POST 5 _cancel" ->
                    authorized(
                            head,
                            auth -> atLeader(head, () -> loadStates.cancel(head, name(parts[2]))));
            case "GET 4 _load_info" ->
                    authorized(head, auth -> answer(() -> loadStates.info(head)));
            case "GET 5 _schema" ->
                    authorized(
                            head,
                            auth ->
                                    answer(
                                            () ->
                                                    clusterInfo.schema(
                                                            name(parts[2]), name(parts[3]))));
            default -> unknown(head);
        };
    }

    private Call unknown(RequestHead head) {
        boolean isGet = head.method().equals("GET") || head.method().equals("HEAD");
        return answer(isGet ? replies::notFound : replies::notImplemented);
    }

    private static Call answer(Supplier<HttpReply> reply) {
        return Call.answering(FaultPoint.NONE, reply);
    }

    /** A name in a path; what cannot be decoded is taken as it is. */
    private static String name(String encoded) {
        try {
            return QueryStringDecoder.decodeComponent(encoded);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private Call authorized(RequestHead head, Function<BasicAuth, Call> next) {
        Optional<BasicAuth> auth;
        try {
            auth = BasicAuth.of(head);
        } catch (IllegalArgumentException e) {
            return answer(() -> replies.notAuthorized(e.getMessage()));
        }
        if (auth.isEmpty()) {
            return answer(() -> replies.notAuthorized("Need auth information."));
        }
        if (!services.accounts().isPassword(auth.get().user(), auth.get().password())) {
            return answer(
                    () ->
                            replies.notAuthorized(
                                    "Access denied for "
                                            + auth.get().user()
                                            + "@"
                                            + head.clientAddress()));
        }
        return next.apply(auth.get());
    }

    private Call atLeader(RequestHead head, Supplier<Call> next) {
        if (role == Role.LEADER) {
            return next.get();
        }
        return Call.answering(
                FaultPoint.of(Operation.FE_REDIRECT, head.header("label").orElse("")),
                () -> redirect(head, services.leaderAddress().get()));
    }

    private Call streamLoad(RequestHead head, BasicAuth auth, String database, String table) {
        if (!head.isHttp10() && !head.expectsContinue()) {
            return answer(() -> replies.ddlFailed("There is no 100-continue header").closing());
        }
        if (name(database).isEmpty() || name(table).isEmpty()) {
            String missing = name(database).isEmpty() ? "database" : "table";
            return answer(() -> replies.ddlFailed("No " + missing + " selected.").closing());
        }
        if (!mayInsert(auth.user(), name(database), name(table))) {
            return answer(() -> replies.notAuthorized(denied(auth.user())).closing());
        }
        Optional<Backend> backend = services.labelNodes().choose();
        if (backend.isEmpty()) {
            return answer(() -> replies.ddlFailed("No backend alive.").closing());
        }
        HttpReply reply = toBackend(head).apply(backend.get());
        return Call.answering(
                FaultPoint.of(
                        Operation.FE_REDIRECT,
                        head.header("label").orElse(""),
                        name(database) + "." + name(table)),
                () -> reply);
    }

    /** What does not exist is not protected; the backend will notice it. */
    private boolean mayInsert(String user, String database, String table) {
        Cluster cluster = services.cluster();
        cluster.lock().lock();
        try {
            if (cluster.table(database, table).isEmpty()) {
                return true;
            }
        } finally {
            cluster.lock().unlock();
        }
        return services.accounts()
                .holds(user, Privilege.INSERT, Optional.of(database), Optional.of(table));
    }

    private static String denied(String user) {
        return "Access denied for user '"
                + user
                + "'@'%'. Please ask the admin to grant permission(s) or try activating existing"
                + " roles using <set [default] role>. Current role(s): []. Inactivated role(s):"
                + " [].";
    }

    /** A plain load ends its connection with the redirect, a step of a transaction keeps it. */
    private Function<Backend, HttpReply> toBackend(RequestHead head) {
        return backend -> {
            HttpReply reply = redirect(head, backend.address());
            boolean isPlainLoad = head.path().endsWith("/_stream_load") && reply.isRedirect();
            return isPlainLoad ? reply.closing() : reply;
        };
    }

    /**
     * Path and query are decoded and encoded again, which loses encoded slashes, and characters
     * beyond Latin-1 do not survive the header.
     */
    private HttpReply redirect(RequestHead head, String address) {
        try {
            URI uri = new URI(head.uri());
            int colon = address.lastIndexOf(':');
            URI location =
                    new URI(
                            "http",
                            null,
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1)),
                            uri.getPath(),
                            uri.getQuery(),
                            null);
            return replies.redirect(location.toString());
        } catch (URISyntaxException e) {
            return replies.serverError(e.getMessage());
        }
    }
}
