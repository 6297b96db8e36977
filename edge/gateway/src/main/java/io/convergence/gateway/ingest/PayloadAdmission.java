package io.convergence.gateway.ingest;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.rum.BrowserPayload;
import io.convergence.core.rum.BrowserPayloadDecoder;
import io.convergence.core.vitals.Vitals;
import io.convergence.gateway.registry.App;
import org.jspecify.annotations.Nullable;

/**
 * Whether a payload of a key is admitted: consent, then version, app, host, vitals and counts, each first by its form and
 * then by the key's lists.
 *
 * @param decoder judges the form
 * @param app holds the lists
 */
record PayloadAdmission(BrowserPayloadDecoder decoder, App app) {
    /** A host that is well-formed whatever the payload's is. */
    private static final String ANY_HOST = "host";

    static PayloadAdmission of(BrowserPayloadDecoder decoder, App app) {
        return new PayloadAdmission(decoder, app);
    }

    /** The payload with its host normalised, or the first thing that is wrong with it. */
    Decoded<BrowserPayload> admit(BrowserPayload payload, boolean optedOut) {
        if (optedOut) {
            return refused(RejectReason.NO_CONSENT, "the request's headers must not ask for privacy (DNT, Sec-GPC)");
        }
        Decoded<BrowserPayload> whole = decoder.validate(payload);
        if (whole instanceof Decoded.Accepted<BrowserPayload> accepted) {
            Rejection unlisted = unlisted(accepted.value());
            return unlisted == null ? whole : new Decoded.Rejected<>(unlisted);
        }
        return new Decoded.Rejected<>(firstOf(payload, ((Decoded.Rejected<BrowserPayload>) whole).rejection()));
    }

    /** Of a payload whose form is broken somewhere: what the lists refuse may come before that. */
    private Rejection firstOf(BrowserPayload payload, Rejection broken) {
        Decoded<BrowserPayload> upToApp = decoder.validate(start(payload, ANY_HOST));
        if (upToApp instanceof Decoded.Rejected<BrowserPayload> rejected) {
            return rejected.rejection();
        }
        if (app.resolve(payload.app()) == null) {
            return unlistedApp();
        }
        Decoded<BrowserPayload> upToHost = decoder.validate(start(payload, payload.host()));
        if (upToHost instanceof Decoded.Accepted<BrowserPayload> accepted) {
            Rejection unlisted = unlisted(accepted.value());
            return unlisted == null ? broken : unlisted;
        }
        return broken;
    }

    private static BrowserPayload start(BrowserPayload payload, @Nullable String host) {
        return new BrowserPayload(
                payload.version(),
                payload.key(),
                payload.id(),
                payload.consent(),
                payload.app(),
                host,
                payload.page(),
                payload.browser(),
                Vitals.NONE,
                0,
                0,
                "");
    }

    private @Nullable Rejection unlisted(BrowserPayload payload) {
        if (app.resolve(payload.app()) == null) {
            return unlistedApp();
        }
        String host = payload.host();
        return host != null && app.hosts().admits(host)
                ? null
                : new Rejection(RejectReason.HOST, app.tenant(), "host must be one of the key's hosts");
    }

    private Rejection unlistedApp() {
        return new Rejection(RejectReason.INVALID_FIELD, app.tenant(), "app must be one of the key's apps");
    }

    private Decoded<BrowserPayload> refused(RejectReason reason, String message) {
        return new Decoded.Rejected<>(new Rejection(reason, app.tenant(), message));
    }
}
