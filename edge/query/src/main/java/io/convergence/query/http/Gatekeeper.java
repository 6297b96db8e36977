package io.convergence.query.http;

import io.convergence.http.BearerTokens;
import io.convergence.http.WatchedFile;
import io.convergence.query.access.Caller;
import io.convergence.query.access.JwtCallers;
import io.convergence.query.access.Role;
import io.convergence.query.access.Sessions;
import io.convergence.query.access.TokenRates;
import io.convergence.query.metrics.QueryMetrics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides who sends a request, and for which tenant it may be answered. Thread-safe. */
public final class Gatekeeper {
    private static final String SCHEME = "Bearer ";

    private final WatchedFile<BearerTokens<Caller>> access;
    private final @Nullable JwtCallers jwt;
    private final TokenRates rates;
    private final QueryMetrics metrics;

    /**
     * Creates the gatekeeper.
     *
     * @param access tokens of the access file
     * @param jwt callers with JSON web tokens, or null when none are admitted
     */
    public Gatekeeper(
            WatchedFile<BearerTokens<Caller>> access,
            @Nullable JwtCallers jwt,
            TokenRates rates,
            QueryMetrics metrics) {
        this.access = access;
        this.jwt = jwt;
        this.rates = rates;
        this.metrics = metrics;
    }

    /** Reads the files and keys again that have changed; called every few seconds by one thread. */
    public void reload() {
        access.reload();
        if (jwt != null) {
            jwt.reload();
        }
    }

    /** The caller of a token at a time. */
    public Caller caller(String token, Instant now) {
        Caller caller = access.current().holder(token);
        if (caller == null && jwt != null) {
            caller = jwt.caller(token, now);
        } else if (caller != null && !caller.isValidAt(now)) {
            caller = null;
        }
        if (caller == null) {
            metrics.countDenied("token");
            throw ApiProblem.unauthorised("the token is unknown or has expired");
        }
        return caller;
    }

    /**
     * The caller of a request.
     *
     * @param method HTTP method
     * @param least role that the route requires
     * @param headers value of a header by its name, or null
     */
    Caller admit(String method, Role least, Function<String, @Nullable String> headers, Instant now) {
        String token = token(headers);
        boolean isCookie = headers.apply("Authorization") == null;
        if (token != null && isCookie && !method.equals("GET") && !method.equals("HEAD")) {
            refuseOtherSites(headers);
        }
        return admit(token, least, now);
    }

    /**
     * The caller of a token.
     *
     * @param token null for none
     * @param least role that the route requires
     */
    public Caller admit(@Nullable String token, Role least, Instant now) {
        if (token == null) {
            metrics.countDenied("token");
            throw ApiProblem.unauthorised("a bearer token or a session is required");
        }
        Caller caller = caller(token, now);
        if (!rates.admits(caller)) {
            metrics.countDenied("rate");
            throw ApiProblem.rate(1);
        }
        if (!caller.role().includes(least)) {
            metrics.countDenied("role");
            throw ApiProblem.role();
        }
        return caller;
    }

    /** The token of a request: a bearer token or, without an Authorization header, that of the session; null for none. */
    public static @Nullable String token(Function<String, @Nullable String> headers) {
        String authorization = headers.apply("Authorization");
        if (authorization == null) {
            return Sessions.token(headers.apply("Cookie"));
        }
        return bearer(authorization);
    }

    /** The bearer token of an Authorization header, or null. */
    public static @Nullable String bearer(@Nullable String authorization) {
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return authorization != null && isBearer ? authorization.substring(SCHEME.length()) : null;
    }

    /** Whoever asks without a token where that is admitted: a reader of every tenant of the access file. */
    public Caller anonymous() {
        List<String> tenants = access.current()
                .holders()
                .flatMap(holder -> holder.tenants().stream())
                .distinct()
                .sorted()
                .toList();
        return new Caller("anonymous", tenants, Role.READER, null);
    }

    /** Refuses a write that comes from a page of another site. */
    public void refuseOtherSites(Function<String, @Nullable String> headers) {
        boolean isSameOrigin =
                Sessions.isSameOrigin(headers.apply("Sec-Fetch-Site"), headers.apply("Origin"), headers.apply("Host"));
        if (!isSameOrigin) {
            metrics.countDenied("cross-site");
            throw ApiProblem.crossSite();
        }
    }

    /**
     * The tenant that a caller asks about.
     *
     * @param wished tenant that the request names, or null
     */
    public String tenant(Caller caller, @Nullable String wished) {
        if (wished == null) {
            if (caller.tenants().size() > 1) {
                throw ApiProblem.missing("tenant", "the token has several tenants; say which");
            }
            return caller.tenants().get(0);
        }
        if (!caller.tenants().contains(wished)) {
            metrics.countDenied("tenant");
            throw ApiProblem.notFound("the token has no such tenant");
        }
        return wished;
    }
}
