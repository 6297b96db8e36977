package io.convergence.core.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Views of a minute that travel together.
 *
 * @param key the minute
 * @param pages at least one; a page may stand there more than once
 */
public record MinuteBundle(MinuteKey key, List<PageViews> pages) {

    /** The bundles by minute and app that a bundle of slices makes; a slice lies within one minute. */
    public static List<MinuteBundle> of(HostBundle bundle) {
        Map<MinuteKey, List<PageViews>> minutes = new LinkedHashMap<>();
        for (RumPartial partial : bundle.partials()) {
            long minute = Math.floorDiv(partial.sliceStart(), MinuteKey.MINUTE_MILLIS) * MinuteKey.MINUTE_MILLIS;
            minutes.computeIfAbsent(
                            new MinuteKey(
                                    bundle.key().tenant(),
                                    partial.app(),
                                    bundle.key().host(),
                                    minute),
                            key -> new ArrayList<>())
                    .add(new PageViews(partial.page(), partial.views(), partial.errorViews(), partial.vitals()));
        }
        List<MinuteBundle> bundles = new ArrayList<>(minutes.size());
        minutes.forEach((key, pages) -> bundles.add(new MinuteBundle(key, pages)));
        return bundles;
    }
}
