package io.convergence.query.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Routes of the public keys of a tenant. */
public final class KeyRoutes {
    private static final String PATH = "/api/v1/dsns";

    private final PublicKeys keys;
    private final String ingestUrl;

    /**
     * Routes over keys.
     *
     * @param ingestUrl address that browsers post to; empty when it is unknown
     */
    public KeyRoutes(PublicKeys keys, String ingestUrl) {
        this.keys = keys;
        this.ingestUrl = ingestUrl;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get(PATH, "limit cursor", this::list), ApiRoute.write("POST", PATH, KeyRoutes::refuse));
    }

    private Reply list(ApiRequest request) {
        int limit = request.parameters().limit();
        List<String> after = Cursor.key(request, 1);
        List<ObjectNode> items = keys.of(request.tenant()).stream()
                .sorted(Comparator.comparing(PublicKey::key))
                .filter(key -> after == null || key.key().compareTo(after.get(0)) > 0)
                .limit(limit + 1L)
                .map(this::item)
                .toList();
        return Cursor.page(request, items, limit, List.of("key"));
    }

    private static Reply refuse(ApiRequest request) {
        throw ApiProblem.conflict(
                "managed-by-files",
                "Keys are managed by files",
                "keys are entries of the gateway's registry file, conf/apps.yaml; add one there");
    }

    private ObjectNode item(PublicKey key) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("key", key.key());
        item.put("app", key.app());
        add(item.putArray("apps"), key.apps());
        add(item.putArray("hosts"), key.hosts());
        item.put("any_host", key.anyHost());
        add(item.putArray("origins"), key.origins());
        item.put("rate_per_minute", key.ratePerMinute());
        item.put(
                "dsn",
                ingestUrl.isEmpty()
                        ? null
                        : ingestUrl + "?key=" + URLEncoder.encode(key.key(), StandardCharsets.UTF_8));
        return item;
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
