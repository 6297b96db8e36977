package io.convergence.gateway.ingest;

import io.convergence.core.dsn.WebOrigin;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.rum.BrowserPayload;
import io.convergence.core.rum.BrowserPayloadDecoder;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.registry.App;
import io.convergence.gateway.registry.Registry;
import io.convergence.http.Cors;
import io.convergence.http.ErrorResponse;
import io.convergence.http.RandomIds;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a posted beacon is refused or published. The checks follow the order of the contract:
 * {@link #checkBeforeBody}, then the bound on the body, which its reader enforces, then {@link #decide}. Not
 * thread-safe: each event loop has its own.
 */
public final class BeaconRules {
    private final Supplier<Registry> registry;
    private final KeyRates rates;
    private final PublishedIds ids;
    private final boolean enabled;
    private final BrowserPayloadDecoder decoder;
    private final RandomIds randomIds = new RandomIds();

    /**
     * Creates the rules.
     *
     * @param registry the current registry, which may change between two calls
     * @param enabled whether beacons are accepted at all
     */
    public BeaconRules(Supplier<Registry> registry, KeyRates rates, PublishedIds ids, boolean enabled) {
        this.registry = registry;
        this.rates = rates;
        this.ids = ids;
        this.enabled = enabled;
        this.decoder = new BrowserPayloadDecoder(key -> registry.get().tenant(key));
    }

    /**
     * Properties of the sender, from the headers of its request.
     *
     * @param origin value of the Origin header, or null
     * @param optedOut whether the headers ask not to be tracked (DNT, Sec-GPC)
     */
    public record Sender(@Nullable String origin, boolean optedOut) {}

    /** The refusal that does not depend on the body, or null when the body is to be read. */
    public @Nullable Refusal checkBeforeBody(String method) {
        if (!method.equals("POST")) {
            return Refusal.uncounted(405, "method_not_allowed", "the method must be POST or OPTIONS");
        }
        if (!enabled) {
            return Refusal.uncounted(503, "not_enabled", "this gateway takes no beacons");
        }
        return null;
    }

    /**
     * The decision about a body that is not too large.
     *
     * @param receivedAt receive time in epoch milliseconds
     */
    public BeaconDecision decide(byte[] body, Sender sender, long receivedAt) {
        Decoded<BrowserPayload> parsed = decoder.parse(body);
        if (!(parsed instanceof Decoded.Accepted<BrowserPayload> accepted)) {
            return malformed(((Decoded.Rejected<BrowserPayload>) parsed).rejection(), body);
        }
        BrowserPayload payload = accepted.value();
        App app = registry.get().app(payload.key());
        if (app == null) {
            return Refusal.counted(
                    401, RejectReason.UNKNOWN_KEY, null, "key must name an app of this gateway", Cors.ANY);
        }
        Cors cors = cors(app, sender.origin());
        if (!isListed(app, sender.origin())) {
            return Refusal.counted(
                    403, RejectReason.ORIGIN, app.tenant(), "the origin must be on the list of the key", cors);
        }
        Decoded<BrowserPayload> admitted = new PayloadAdmission(decoder, app).admit(payload, sender.optedOut());
        boolean valid = admitted instanceof Decoded.Accepted<BrowserPayload>;
        long waitSeconds = rates.secondsToWait(app, valid);
        if (waitSeconds > 0) {
            return rateLimited(app, waitSeconds, cors);
        }
        if (admitted instanceof Decoded.Rejected<BrowserPayload> rejected) {
            return invalid(rejected.rejection(), app, cors);
        }
        return publication(((Decoded.Accepted<BrowserPayload>) admitted).value(), app, receivedAt, cors);
    }

    /** The refusal of a body whose content encoding cannot be decoded. */
    public static Refusal undecodable() {
        return Refusal.of(Refusal.undecodable(null), null);
    }

    /** The refusal of a body that is longer than admitted. */
    public static Refusal tooLarge() {
        return Refusal.of(Rejection.tooLarge(), null);
    }

    /** A malformed body is counted for the tenant of its key when the key can be read in spite of the fault. */
    private Refusal malformed(Rejection rejection, byte[] body) {
        String tenant = rejection.tenant();
        String key = tenant == null ? ReadableKey.of(body) : null;
        return Refusal.of(rejection, key == null ? tenant : registry.get().tenant(key));
    }

    private static Refusal rateLimited(App app, long waitSeconds, Cors cors) {
        RejectReason reason = RejectReason.RATE_LIMITED;
        ErrorResponse error =
                new ErrorResponse(429, reason.label(), "the rate of the key is exceeded; try again later", waitSeconds);
        return new Refusal(error, reason, app.tenant(), cors);
    }

    /**
     * A host that is not on the list has a reason of its own in the counts; the sender receives {@code invalid_field}.
     */
    private static Refusal invalid(Rejection rejection, App app, Cors cors) {
        RejectReason reason = rejection.reason();
        String code = (reason == RejectReason.HOST ? RejectReason.INVALID_FIELD : reason).label();
        return new Refusal(new ErrorResponse(400, code, rejection.message()), reason, app.tenant(), cors);
    }

    /** Origins that may read an answer about a key: the sender's own when the key lists origins. */
    private static Cors cors(App app, @Nullable String origin) {
        if (app.isOpen()) {
            return Cors.ANY;
        }
        return origin == null || WebOrigin.normalise(origin) == null ? Cors.ANY_VARYING : new Cors(origin, true);
    }

    private static boolean isListed(App app, @Nullable String origin) {
        if (app.isOpen()) {
            return true;
        }
        String normalised = origin == null ? null : WebOrigin.normalise(origin);
        return normalised != null && app.origins().contains(normalised);
    }

    private Publication publication(BrowserPayload payload, App app, long receivedAt, Cors cors) {
        String name = app.resolve(payload.app());
        if (name == null) {
            throw new IllegalStateException("an admitted payload has an app");
        }
        SentId sentId = payload.id() == null ? null : new SentId(app.key(), payload.id());
        String id = sentId == null ? randomIds.next() : ids.of(sentId, receivedAt);
        return new Publication(app, sentId, payload.toBeacon(id, app.tenant(), name, receivedAt), cors);
    }
}
