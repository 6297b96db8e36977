package io.convergence.core.codec;

import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.window.LateBeacons;

/** JSON values of the records on late data topics. */
public final class LateCodec {
    private LateCodec() {}

    /** The JSON of late page views in UTF-8. */
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

    /** The JSON of late events of an objective in UTF-8. */
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
