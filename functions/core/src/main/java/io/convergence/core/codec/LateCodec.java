package io.convergence.core.codec;

import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.window.LateBeacons;

/** The values of {@code rum.late}: views that came after their verdict. */
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

    /** Spells late events of an objective as the sum they arrived in. */
    public static byte[] encode(LateEvents late) {
        return new JsonObject()
                .put("tenant", late.tenant())
                .put("slo", late.slo())
                .put("group", late.group())
                .put("minute", late.minute())
                .put("good", late.good())
                .put("bad", late.bad())
                .bytes();
    }
}
