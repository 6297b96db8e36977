package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * View counts of one minute of an app on a host, sent as one record.
 *
 * @param key the minute
 * @param pages view counts by page, at least one; a page can occur more than once
 */
public record MinuteBundle(MinuteKey key, List<PageViews> pages) {

    /** Splits a bundle of slices by minute and app. A slice never spans two minutes. */
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

    /** The views of all pages as those of one, {@link MinuteRule#OTHER}. */
    public MinuteBundle withoutPages() {
        PageViews sum = new PageViews(MinuteRule.OTHER, 0, 0, new VitalHistograms());
        for (PageViews page : pages) {
            sum = sum.plus(page);
        }
        return new MinuteBundle(key, List.of(sum));
    }
}
