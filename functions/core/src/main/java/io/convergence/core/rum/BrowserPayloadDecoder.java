package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.FirstBroken;
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
 * Decodes what browsers post, in two steps, between which key, origin and rate are checked: {@link #parse} decides what is
 * malformed, {@link #validate} what is not admitted. No bytes make it throw. Not thread-safe: it remembers texts that
 * repeat.
 */
public final class BrowserPayloadDecoder {
    /** The first vital that is out of range in this order, the order of the payload's documentation, is reported. */
    private static final List<Vital> CHECK_ORDER =
            List.of(Vital.TTFB, Vital.FCP, Vital.LCP, Vital.CLS, Vital.INP, Vital.LOAD);

    private final StrictJson json = new StrictJson();
    private final BeaconTexts texts = new BeaconTexts();
    private final Tenants tenants;

    /** A decoder whose rejections carry the tenant of the payload's key, as far as the key was read. */
    public BrowserPayloadDecoder(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The payload that a body holds, its fields unchecked; or why it is refused, malformed or too large. */
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
     * The payload with its host normalised; or why it is refused, the first of consent, version, id, app, host, vitals,
     * counts, SDK. Whether the key lists the app and the host is for the caller.
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

    private static FirstBroken checked(BrowserPayload payload, @Nullable String host) {
        FirstBroken broken = new FirstBroken();
        broken.require(SharedFields.VERSION.admits(payload.version()), SharedFields.VERSION);
        broken.require(payload.id(), Alphabet.ID, SharedFields.ID);
        broken.require(payload.app(), Alphabet.NAME, SharedFields.APP);
        broken.require(host != null, BeaconFields.HOST);
        for (Vital vital : CHECK_ORDER) {
            broken.require(vital.in(payload.vitals()), BeaconFields.of(vital));
        }
        broken.require(BeaconFields.ERRORS.admits(payload.errors()), BeaconFields.ERRORS);
        broken.require(BeaconFields.FAILED_REQUESTS.admits(payload.failedRequests()), BeaconFields.FAILED_REQUESTS);
        broken.require(SdkVersion.admits(payload.sdk()), BeaconFields.SDK);
        return broken;
    }

    private @Nullable String tenant(@Nullable String key) {
        return key == null ? null : tenants.of(key);
    }

    /** The registry's view of keys. */
    @FunctionalInterface
    public interface Tenants {
        /** The tenant of a key, or null when the key names no app. */
        @Nullable
        String of(String key);
    }
}
