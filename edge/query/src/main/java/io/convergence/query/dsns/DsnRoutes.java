package io.convergence.query.dsns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.ProblemDetail;
import io.convergence.query.http.Reply;
import io.convergence.query.keys.KeyItems;
import io.convergence.query.keys.PostAddress;
import io.convergence.query.keys.PublicKeys;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.SubmissionKey;
import io.convergence.query.topic.TopicWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes of the keys and DSNs of a tenant. Those of the registry file are only listed. A DSN that was created here is in use
 * once the gateways have read its record, which takes less than a second; a revoked one is refused as fast.
 */
public final class DsnRoutes {
    private static final String PATH = "/api/v1/dsns";
    private static final String KEY = "key";
    private static final String REPLACE = "replace";

    private static final String WRITTEN = "SELECT token, written_at, idempotency_key FROM rum_dsns WHERE tenant = ? "
            + "AND starts_with(idempotency_key, ?)";
    private static final String CONFLICTS = "SELECT kind, subject FROM dsn_conflicts(?, ?) ORDER BY kind DESC, subject";

    private final Store store;
    private final TopicWriter writer;
    private final PublicKeys file;
    private final PostAddress address;

    /**
     * Routes over a store and a writer.
     *
     * @param file keys and DSNs of the registry file
     * @param address addresses that clients post to
     */
    public DsnRoutes(Store store, TopicWriter writer, PublicKeys file, PostAddress address) {
        this.store = store;
        this.writer = writer;
        this.file = file;
        this.address = address;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(PATH, "app limit cursor", this::list),
                ApiRoute.write("POST", PATH, Set.of(REPLACE), this::create),
                ApiRoute.write("DELETE", PATH + "/{token}", this::revoke));
    }

    private Reply list(ApiRequest request) {
        int limit = request.parameters().limit();
        String app = request.parameters().name("app");
        List<String> after = Cursor.key(request, 1);
        List<ObjectNode> ofFile = new KeyItems(file, address).of(request.tenant(), app);
        List<ObjectNode> ofApi = store.read(request.tenant(), session -> DsnRows.present(session, app)).stream()
                .filter(row -> !file.has(row.token()))
                .map(row -> row.item(address))
                .toList();
        List<ObjectNode> items = Stream.concat(ofFile.stream(), ofApi.stream())
                .sorted(Comparator.comparing(DsnRoutes::key))
                .filter(item -> after == null || key(item).compareTo(after.get(0)) > 0)
                .limit(limit + 1L)
                .toList();
        return Cursor.page(request, items, limit, List.of(KEY));
    }

    private Reply create(ApiRequest request) {
        boolean replaces = Boolean.TRUE.equals(request.parameters().flag(REPLACE));
        SubmissionKey key = SubmissionKey.of(request);
        SubmittedDsn submitted = SubmittedDsn.read(request);
        return writer.write(request, session -> plan(session, request, key, submitted, replaces));
    }

    private DsnChange plan(
            StoreSession session,
            ApiRequest request,
            @Nullable SubmissionKey key,
            SubmittedDsn submitted,
            boolean replaces) {
        List<ObjectNode> written =
                key == null ? List.of() : key.written(session, "written-dsns", WRITTEN, request.now());
        if (!written.isEmpty()) {
            Reply first = reply(201, written.get(0).path("token").asText());
            return DsnChange.none("replayed", first.with("Idempotent-Replayed", "true"));
        }
        String token = submitted.dsn().token();
        refuseConflicts(session, submitted);
        DsnRows.Row present = DsnRows.of(session, token);
        JsonNode stored = present == null || present.isRevoked() ? null : present.document();
        if (submitted.isStored(stored)) {
            return DsnChange.none("unchanged", reply(200, token));
        }
        if (stored != null && !replaces) {
            throw ApiProblem.conflict(
                    "exists",
                    "The DSN exists",
                    "the tenant has another document under this token; add replace=true to replace it");
        }
        String recorded = key == null ? null : key.recorded();
        return new DsnChange(token, submitted.text(), recorded, "written", reply(stored == null ? 201 : 200, token));
    }

    /** Refuses a token or application ids that the file, another tenant or another DSN of the tenant has. */
    private void refuseConflicts(StoreSession session, SubmittedDsn submitted) {
        String token = submitted.dsn().token();
        List<String> appIds = submitted.dsn().appIds().stream().sorted().toList();
        if (file.has(token)) {
            throw managedByFiles();
        }
        List<ProblemDetail> taken = new ArrayList<>();
        session.each("dsn-conflicts", Clause.of(CONFLICTS, token, appIds), row -> {
            taken.add(
                    "token".equals(row.text("kind"))
                            ? ProblemDetail.at("/token", "is taken")
                            : ProblemDetail.at("/app_ids", row.text("subject") + " is the id of another DSN"));
        });
        appIds.stream()
                .filter(appId -> file.tenantsByAppId().containsKey(appId))
                .forEach(appId -> taken.add(ProblemDetail.at("/app_ids", appId + " is the id of a DSN of a file")));
        if (!taken.isEmpty()) {
            throw ChangeProblem.conflict(
                    "taken", "The token or an application id is taken", "choose others; see errors", taken);
        }
    }

    private Reply revoke(ApiRequest request) {
        String token = request.variable("token");
        return writer.write(request, session -> {
            DsnRows.Row present = DsnRows.of(session, token);
            if (present == null) {
                boolean isOfFile = new KeyItems(file, address)
                        .of(request.tenant(), null).stream()
                                .anyMatch(item -> key(item).equals(token));
                throw isOfFile ? managedByFiles() : ApiProblem.notFound("the tenant has no DSN with this token");
            }
            return present.isRevoked()
                    ? DsnChange.none("unchanged", Reply.empty(204))
                    : new DsnChange(token, null, null, "written", Reply.empty(204));
        });
    }

    private Reply reply(int status, String token) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("token", token);
        body.put("dsn", address.ofToken(token));
        Reply reply = Reply.json(status, body);
        return status == 201
                ? reply.with("Location", PATH + '/' + URLEncoder.encode(token, StandardCharsets.UTF_8))
                : reply;
    }

    private static ApiProblem managedByFiles() {
        return ApiProblem.conflict(
                "managed-by-files",
                "Keys are managed by files",
                "it is an entry of the gateway's registry file, conf/apps.yaml; change it there");
    }

    private static String key(ObjectNode item) {
        return item.path(KEY).asText();
    }
}
