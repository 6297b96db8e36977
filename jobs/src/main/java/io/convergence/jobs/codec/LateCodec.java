package io.convergence.jobs.codec;

import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.LateBeacons;

/** The values of {@code rum.late} and {@code synthetic.late}: what came after its verdict. */
public final class LateCodec {
    private LateCodec() {}

    /** Spells late views as the sum they arrived in. */
    public static byte[] encode(LateBeacons late) {
        return new JsonObject()
                .put("tenant", late.tenant())
                .put("app", late.app())
                .put("host", late.host())
                .put("page", late.page())
                .put("slice_start", late.sliceStart())
                .put("views", late.views())
                .put("error_views", late.errorViews())
                .bytes();
    }

    /** Spells a late result in the canonical form of {@code synthetic.results}: what is absent is left out. */
    public static byte[] encode(SyntheticResult late) {
        JsonObject json = new JsonObject()
                .put("v", 1)
                .put("id", late.id())
                .put("tenant", late.tenant())
                .putPresent("app", late.app())
                .put("host", late.host())
                .put("check", late.check())
                .put("type", late.type())
                .put("success", late.success())
                .put("started_at", late.startedAt())
                .put("received_at", late.receivedAt())
                .put("duration_ms", late.durationMillis());
        Integer statusCode = late.statusCode();
        if (statusCode != null) {
            json.put("status_code", statusCode);
        }
        return json.putPresent("location", late.location())
                .putPresent("error", late.error())
                .bytes();
    }
}
