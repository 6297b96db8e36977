package io.convergence.query.read;

import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.query.store.StoreRow;

/** Sums of page minutes. Mutable, not thread-safe. */
final class PageTotals {
    private final VitalHistograms vitals = new VitalHistograms();
    private long views;
    private long errorViews;

    /** Adds a row of {@code rum_minutes} with its views, error views and vitals. */
    void add(StoreRow row) {
        views += row.number("views");
        errorViews += row.number("error_views");
        byte[] bytes = row.bytes("vitals");
        if (bytes != null) {
            vitals.merge(VitalsBytes.decode(bytes));
        }
    }

    long views() {
        return views;
    }

    long errorViews() {
        return errorViews;
    }

    VitalHistograms vitals() {
        return vitals;
    }
}
