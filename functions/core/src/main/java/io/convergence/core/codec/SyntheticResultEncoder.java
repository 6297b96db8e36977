package io.convergence.core.codec;

import io.convergence.core.ingest.SharedFields;
import io.convergence.core.synthetic.SyntheticResult;

/** Encodes synthetic results as records of {@code synthetic.results}, which SyntheticResultDecoder reads. Thread-safe. */
public final class SyntheticResultEncoder {
    /** An encoder. */
    public SyntheticResultEncoder() {}

    /**
     * The JSON of a result in UTF-8, with the fields in the documented order; absent ones are left out.
     *
     * @throws java.io.UncheckedIOException when a text is not valid Unicode (a lone surrogate)
     */
    public byte[] encode(SyntheticResult result) {
        Integer status = result.statusCode();
        return new JsonObject()
                .put("v", SharedFields.CURRENT_VERSION)
                .put("id", result.id())
                .put("tenant", result.tenant())
                .putIfPresent("app", result.app())
                .put("host", result.host())
                .put("check", result.check())
                .put("type", result.type())
                .put("success", result.success())
                .put("started_at", result.startedAt())
                .put("received_at", result.receivedAt())
                .putIfPresent("duration_ms", result.durationMillis())
                .putIfPresent("status_code", status == null ? null : status.doubleValue())
                .putIfPresent("location", result.location())
                .putIfPresent("error", result.error())
                .bytes();
    }
}
