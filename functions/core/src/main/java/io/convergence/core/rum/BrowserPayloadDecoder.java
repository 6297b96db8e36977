package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.FirstInvalid;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.ingest.StrictJson;
import io.convergence.core.vitals.Vital;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoder of browser payloads in two steps: {@link #parse} rejects malformed ones, {@link #validate} those with invalid
 * fields. The caller checks key, origin and rate in between. Invalid bytes give a rejection, never an exception. Not
 * thread-safe: it caches repeated texts.
 */
public final class BrowserPayloadDecoder {
    /** The first vital that is out of range in this order, the order of the payload's documentation, is reported. */
    private static final List<Vital> CHECK_ORDER =
            List.of(Vital.TTFB, Vital.FCP, Vital.LCP, Vital.CLS, Vital.INP, Vital.LOAD);

    private final StrictJson json = new StrictJson();
    private final BeaconTexts texts = new BeaconTexts();
    private final Tenants tenants;

    /** A decoder whose rejections carry the tenant of the payload's key, once the key has been read. */
    public BrowserPayloadDecoder(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The payload in a body, with unchecked fields, or the rejection of a malformed or too large body. */
    public Decoded<BrowserPayload> parse(byte[] body) {
        if (body.length > StrictJson.MAX_BYTES) {
            return new Decoded.Rejected<>(Rejection.tooLarge());
        }
        BrowserPayloadDraft draft = new BrowserPayloadDraft(texts);
        try (RecordReader reader = json.open(body)) {
            return new Decoded.Accepted<>(draft.read(reader));
        } catch (IOException e) {
            return new Decoded.Rejected<>(Rejection.malformed(e, tenant(draft.key())));
        }
    }

    /**
     * The payload with its host normalised, or the rejection for the first invalid field in the order consent, version, id,
     * app, host, vitals, counts, SDK. The caller checks whether the key allows the app and the host.
     */
    public Decoded<BrowserPayload> validate(BrowserPayload payload) {
        if (!payload.consent()) {
            return new Decoded.Rejected<>(
                    new Rejection(RejectReason.NO_CONSENT, tenant(payload.key()), BeaconFields.CONSENT.message()));
        }
        String host = payload.host() == null ? null : HostName.normalise(payload.host());
        Rejection rejection = checked(payload, host).rejection(tenant(payload.key()));
        if (rejection != null) {
            return new Decoded.Rejected<>(rejection);
        }
        return new Decoded.Accepted<>(new BrowserPayload(
                payload.version(),
                payload.key(),
                payload.id(),
                true,
                payload.app(),
                host,
                payload.page(),
                payload.browser(),
                payload.vitals(),
                payload.errors(),
                payload.failedRequests(),
                SdkVersion.kept(payload.sdk())));
    }

    private static FirstInvalid checked(BrowserPayload payload, @Nullable String host) {
        FirstInvalid invalid = new FirstInvalid();
        invalid.require(SharedFields.VERSION.admits(payload.version()), SharedFields.VERSION);
        invalid.require(payload.id(), Alphabet.ID, SharedFields.ID);
        invalid.require(payload.app(), Alphabet.NAME, SharedFields.APP);
        invalid.require(host != null, BeaconFields.HOST);
        for (Vital vital : CHECK_ORDER) {
            invalid.require(vital.in(payload.vitals()), BeaconFields.of(vital));
        }
        invalid.require(BeaconFields.ERRORS.admits(payload.errors()), BeaconFields.ERRORS);
        invalid.require(BeaconFields.FAILED_REQUESTS.admits(payload.failedRequests()), BeaconFields.FAILED_REQUESTS);
        invalid.require(SdkVersion.admits(payload.sdk()), BeaconFields.SDK);
        return invalid;
    }

    private @Nullable String tenant(@Nullable String key) {
        return key == null ? null : tenants.of(key);
    }

    /** Lookup of the tenant of a key. */
    @FunctionalInterface
    public interface Tenants {
        /** The tenant of a key, or null when the key names no app. */
        @Nullable
        String of(String key);
    }
}
