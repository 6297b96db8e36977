package io.convergence.gateway.ingest;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.rum.BrowserPayload;
import io.convergence.core.rum.BrowserPayloadDecoder;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.registry.App;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.registry.WebOrigin;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a posted beacon, in the order of the contract: {@link #beforeBody}, then the bound on the body,
 * which is its reader's, then {@link #rule}. Not thread-safe: one for each thread that serves connections.
 */
public final class BeaconRules {
    private final Supplier<Registry> registry;
    private final KeyRates rates;
    private final PublishedIds ids;
    private final boolean enabled;
    private final BrowserPayloadDecoder decoder;
    private final RandomIds random = new RandomIds();

    /**
     * Over a registry that may change at any time.
     *
     * @param enabled whether beacons are taken at all
     */
    public BeaconRules(Supplier<Registry> registry, KeyRates rates, PublishedIds ids, boolean enabled) {
        this.registry = registry;
        this.rates = rates;
        this.ids = ids;
        this.enabled = enabled;
        this.decoder = new BrowserPayloadDecoder(key -> registry.get().tenant(key));
    }

    /**
     * What is known of a request besides its body.
     *
     * @param origin its Origin header, or null
     * @param optedOut whether its headers ask not to be tracked
     */
    public record Sender(@Nullable String origin, boolean optedOut) {}

    /** The refusal that needs no body, or null. */
    public Ruling.@Nullable Refusal beforeBody(String method) {
        if (!method.equals("POST")) {
            return Ruling.Refusal.uncounted(405, "method_not_allowed", "the method must be POST or OPTIONS");
        }
        if (!enabled) {
            return Ruling.Refusal.uncounted(503, "not_enabled", "this gateway takes no beacons");
        }
        return null;
    }

    /** What to do with a body that is not too large, received at a time in epoch milliseconds. */
    public Ruling rule(byte[] body, Sender sender, long receivedAt) {
        Decoded<BrowserPayload> parsed = decoder.parse(body);
        if (!(parsed instanceof Decoded.Accepted<BrowserPayload> accepted)) {
            return malformed(((Decoded.Rejected<BrowserPayload>) parsed).rejection(), body);
        }
        BrowserPayload payload = accepted.value();
        App app = registry.get().app(payload.key());
        if (app == null) {
            return Ruling.Refusal.of(
                    401, RejectReason.UNKNOWN_KEY, null, "key must name an app of this gateway", Cors.ANY);
        }
        Cors cors = Cors.of(app, sender.origin());
        if (!isListed(app, sender.origin())) {
            return Ruling.Refusal.of(
                    403, RejectReason.ORIGIN, app.tenant(), "the origin must be on the list of the key", cors);
        }
        Decoded<BrowserPayload> admitted = PayloadAdmission.of(decoder, app).admit(payload, sender.optedOut());
        boolean valid = admitted instanceof Decoded.Accepted<BrowserPayload>;
        long wait = rates.secondsToWait(app, valid);
        if (wait > 0) {
            return new Ruling.Refusal(
                    429,
                    RejectReason.RATE_LIMITED.label(),
                    "the rate of the key is exceeded; try again later",
                    wait,
                    RejectReason.RATE_LIMITED,
                    app.tenant(),
                    cors);
        }
        if (admitted instanceof Decoded.Rejected<BrowserPayload> rejected) {
            return invalid(rejected.rejection(), app, cors);
        }
        return publication(((Decoded.Accepted<BrowserPayload>) admitted).value(), app, receivedAt, cors);
    }

    /** What is wrong with a body whose content encoding cannot be undone. */
    public static Rejection undecodable(@Nullable String tenant) {
        return new Rejection(
                RejectReason.MALFORMED,
                tenant,
                "the content encoding must be gzip, deflate or identity, and the body in it");
    }

    /** The refusal of a body that cannot be read at all. */
    public static Ruling.Refusal unreadable() {
        return refusal(undecodable(null), null);
    }

    /** The refusal of a body that is longer than admitted. */
    public static Ruling.Refusal tooLarge() {
        return refusal(Rejection.tooLarge(), null);
    }

    /** Counted for the owner of its key when that can be read, even behind what is wrong. */
    private Ruling.Refusal malformed(Rejection rejection, byte[] body) {
        String tenant = rejection.tenant();
        String key = tenant == null ? ReadableKey.of(body) : null;
        return refusal(rejection, key == null ? tenant : registry.get().tenant(key));
    }

    private static Ruling.Refusal refusal(Rejection rejection, @Nullable String tenant) {
        int status = rejection.reason() == RejectReason.TOO_LARGE ? 413 : 400;
        return Ruling.Refusal.of(status, rejection.reason(), tenant, rejection.message(), Cors.ANY);
    }

    /** A host off the list is counted as such; its sender is told which field is invalid. */
    private static Ruling.Refusal invalid(Rejection rejection, App app, Cors cors) {
        String code = rejection.reason() == RejectReason.HOST
                ? RejectReason.INVALID_FIELD.label()
                : rejection.reason().label();
        return new Ruling.Refusal(400, code, rejection.message(), 0, rejection.reason(), app.tenant(), cors);
    }

    private static boolean isListed(App app, @Nullable String origin) {
        if (app.isOpen()) {
            return true;
        }
        String normalised = origin == null ? null : WebOrigin.normalise(origin);
        return normalised != null && app.origins().contains(normalised);
    }

    private Ruling publication(BrowserPayload payload, App app, long receivedAt, Cors cors) {
        String name = app.resolve(payload.app());
        if (name == null) {
            throw new IllegalStateException("an admitted payload has an app");
        }
        SentId sent = payload.id() == null ? null : new SentId(app.key(), payload.id());
        String id = sent == null ? random.next() : ids.of(sent, receivedAt);
        return new Ruling.Publication(app, sent, payload.toBeacon(id, app.tenant(), name, receivedAt), cors);
    }
}
