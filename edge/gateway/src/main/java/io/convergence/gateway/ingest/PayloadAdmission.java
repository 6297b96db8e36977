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
 * Check of a payload against the rules of its form and against the lists of its key. The order is consent, version,
 * app, host, vitals, counts; app and host are compared with the lists right after their form was checked.
 *
 * @param decoder checks the form
 * @param app contains the lists of the key
 */
record PayloadAdmission(BrowserPayloadDecoder decoder, App app) {
    /** A well-formed host, which takes the place of the payload's own while only the fields before it are checked. */
    private static final String ANY_HOST = "host";

    /** The payload with its host normalised, or the first problem in the order of the checks. */
    Decoded<BrowserPayload> admit(BrowserPayload payload, boolean optedOut) {
        if (optedOut) {
            return refused(RejectReason.NO_CONSENT, "the request's headers must not ask for privacy (DNT, Sec-GPC)");
        }
        Decoded<BrowserPayload> whole = decoder.validate(payload);
        if (whole instanceof Decoded.Accepted<BrowserPayload> accepted) {
            Rejection unlisted = unlisted(accepted.value());
            return unlisted == null ? whole : new Decoded.Rejected<>(unlisted);
        }
        return new Decoded.Rejected<>(firstProblem(payload, ((Decoded.Rejected<BrowserPayload>) whole).rejection()));
    }

    /** The first problem of a payload with a fault in its form: a problem with a list may precede that fault. */
    private Rejection firstProblem(BrowserPayload payload, Rejection broken) {
        Decoded<BrowserPayload> upToApp = decoder.validate(withFieldsUpToHost(payload, ANY_HOST));
        if (upToApp instanceof Decoded.Rejected<BrowserPayload> rejected) {
            return rejected.rejection();
        }
        if (app.resolve(payload.app()) == null) {
            return unlistedApp();
        }
        Decoded<BrowserPayload> upToHost = decoder.validate(withFieldsUpToHost(payload, payload.host()));
        if (upToHost instanceof Decoded.Accepted<BrowserPayload> accepted) {
            Rejection unlisted = unlisted(accepted.value());
            return unlisted == null ? broken : unlisted;
        }
        return broken;
    }

    private static BrowserPayload withFieldsUpToHost(BrowserPayload payload, @Nullable String host) {
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
