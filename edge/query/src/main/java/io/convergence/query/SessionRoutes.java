package io.convergence.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.convergence.query.access.Sessions;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Gatekeeper;
import io.convergence.query.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Routes for everybody: start and end of a browser's session, the description of the API, and whether it is up. */
final class SessionRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Gatekeeper gatekeeper;
    private final byte[] openApi;
    private final BooleanSupplier isReady;

    /**
     * Creates the routes.
     *
     * @param openApi the description of the API
     * @param isReady whether the database answers
     */
    SessionRoutes(Gatekeeper gatekeeper, byte[] openApi, BooleanSupplier isReady) {
        this.gatekeeper = gatekeeper;
        this.isReady = isReady;
        this.openApi = openApi;
    }

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.open("POST", "/session", this::start),
                ApiRoute.open("DELETE", "/session", this::end),
                ApiRoute.open("GET", "/api/v1/openapi.yaml", request -> Reply.text("application/yaml", openApi)),
                ApiRoute.open(
                        "GET",
                        "/health",
                        request -> Reply.json(JsonNodeFactory.instance
                                .objectNode()
                                .put("status", "up")
                                .put("symbol_tools", "built in"))),
                ApiRoute.open("GET", "/ready", request -> ready()));
    }

    private Reply start(ApiRequest request) {
        gatekeeper.refuseOtherSites(request.headers());
        String token = token(request.body());
        if (token.length() > Sessions.MOST_CHARACTERS) {
            throw ApiProblem.body("the token has more than " + Sessions.MOST_CHARACTERS
                    + " characters, which browsers do not keep in a cookie; send it as a bearer token");
        }
        if (!Sessions.admits(token)) {
            throw ApiProblem.unauthorised("the token is unknown or has expired");
        }
        gatekeeper.caller(token, request.now());
        return Reply.empty(204).with("Set-Cookie", Sessions.start(token));
    }

    private Reply end(ApiRequest request) {
        gatekeeper.refuseOtherSites(request.headers());
        return Reply.empty(204).with("Set-Cookie", Sessions.end());
    }

    private static String token(byte[] body) {
        try {
            JsonNode token = MAPPER.readTree(body).path("token");
            if (token.isTextual()) {
                return token.asText();
            }
        } catch (IOException e) {
            // Reported below.
        }
        throw ApiProblem.body("the body must be {\"token\": \"...\"}");
    }

    /** Reads need the database alone; a broker that is away is reported by {@code /api/v1/me} and a metric. */
    private Reply ready() {
        if (!isReady.getAsBoolean()) {
            throw ApiProblem.unavailable("store-away", "the database does not answer");
        }
        return status("ready");
    }

    private static Reply status(String status) {
        return Reply.json(JsonNodeFactory.instance.objectNode().put("status", status));
    }
}
