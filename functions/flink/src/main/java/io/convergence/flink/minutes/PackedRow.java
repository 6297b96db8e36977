package io.convergence.flink.minutes;

import io.convergence.core.window.PageViews;
import io.convergence.flink.state.PackedLongs;
import io.convergence.flink.state.PackedVitals;

/**
 * Encoding of the views of a page without its name: twice the views, and 1 more when views with errors follow; those; the
 * vitals.
 */
final class PackedRow {
    private PackedRow() {}

    static void write(PageViews row, PackedLongs packed) {
        boolean hasErrors = row.errorViews() != 0;
        packed.put(2 * row.views() + (hasErrors ? 1 : 0));
        if (hasErrors) {
            packed.put(row.errorViews());
        }
        PackedVitals.append(row.vitals(), packed);
    }

    static PageViews read(String page, PackedLongs packed) {
        long views = packed.take();
        long errorViews = (views & 1) == 0 ? 0 : packed.take();
        return new PageViews(page, views >> 1, errorViews, PackedVitals.take(packed));
    }
}
