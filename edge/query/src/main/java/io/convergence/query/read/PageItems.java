package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.VitalsSum;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.query.store.StoreRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Items of {@code pages} made from rows. While the database sends rows, another thread sums the histograms of those that
 * came before, because each of the two takes about as long as the other. At most two portions of rows are in memory. Used by
 * one thread.
 */
final class PageItems {
    private static final List<Vital> LISTED = List.of(Vital.LCP, Vital.TTFB);
    private static final int PORTION = 1_000;

    private final Map<List<String>, List<ObjectNode>> items = new HashMap<>();
    private final VitalsSum sum = new VitalsSum(Vital.TTFB);
    private List<PageRow> rows = new ArrayList<>(PORTION);
    private CompletableFuture<Void> summed = CompletableFuture.completedFuture(null);

    /** A row that was read; {@code vitals} has the encoded histograms of its minutes one after the other, or is null. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record PageRow(List<String> host, String page, long views, long errorViews, byte @Nullable [] vitals) {}

    /** Adds the current row of a query with app, host, page, views, error views and vitals. */
    void add(StoreRow row) {
        rows.add(new PageRow(
                List.of(String.valueOf(row.text("app")), String.valueOf(row.text("host"))),
                String.valueOf(row.text("page")),
                row.number("views"),
                row.number("error_views"),
                row.bytes("vitals")));
        if (rows.size() == PORTION) {
            sumRows();
        }
    }

    /** The items by app and host, in the order of their rows. Nothing may be added afterwards. */
    Map<List<String>, List<ObjectNode>> take() {
        sumRows();
        summed.join();
        return items;
    }

    private void sumRows() {
        // One portion after the other: items and sum are used by one thread at a time, and rows do not pile up.
        summed.join();
        List<PageRow> portion = rows;
        rows = new ArrayList<>(PORTION);
        summed = CompletableFuture.runAsync(() -> portion.forEach(row ->
                items.computeIfAbsent(row.host(), host -> new ArrayList<>()).add(item(row))));
    }

    private ObjectNode item(PageRow row) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("page", row.page());
        item.put("views", row.views());
        item.put("error_rate", row.views() == 0 ? null : Math.round(1_000d * row.errorViews() / row.views()) / 1_000d);
        if (row.vitals() != null) {
            sum.add(row.vitals());
        }
        VitalHistograms vitals = sum.take();
        for (Vital vital : LISTED) {
            Double p75 = vitals.quantile(vital, 3, 4);
            // A percentile without samples is left out, as in probectl's answer.
            if (p75 != null) {
                item.put(vital.p75Label(), p75);
            }
        }
        return item;
    }
}
