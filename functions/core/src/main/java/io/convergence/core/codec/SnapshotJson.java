package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.Coverage;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.result.SloSnapshot;

/** JSON of SLO snapshots: the whole snapshot as a line, and its JSON columns. Ratios without events are null. */
public final class SnapshotJson {
    private SnapshotJson() {}

    /** The whole snapshot in UTF-8; without {@code counted_from} when its counts are complete. */
    public static byte[] encode(SloSnapshot snapshot) {
        WindowCounts period = snapshot.period();
        int target = snapshot.targetPpm();
        JsonObject json = new JsonObject()
                .put("at", snapshot.windowEnd())
                .put("tenant", snapshot.tenant())
                .put("slo", snapshot.slo())
                .put("generation", snapshot.generation())
                .put("group", snapshot.group())
                .put("good", period.good())
                .put("bad", period.bad())
                .put("total", period.total())
                .put("target", Fraction.of(target, ErrorBudget.MILLION))
                .put("consumed", ErrorBudget.consumed(period.bad(), period.total(), target))
                .put("remaining", ErrorBudget.remaining(period.bad(), period.total(), target));
        burn(json.open("burn"), snapshot).close().open("windows");
        for (WindowCounts window : snapshot.windows()) {
            json.open(WindowLabel.of(window.windowMillis()))
                    .put("good", window.good())
                    .put("bad", window.bad())
                    .close();
        }
        json.close()
                .put("coverage", Coverage.of(snapshot.observed(), snapshot.expected()))
                .put("status", snapshot.status().label())
                .put("cold_start", snapshot.coldStart())
                .put("revision", snapshot.revision());
        return (snapshot.countedFrom() == null ? json : json.put("counted_from", snapshot.countedFrom())).bytes();
    }

    /** The burn rates by window. */
    public static String burn(SloSnapshot snapshot) {
        return burn(new JsonObject(), snapshot).text();
    }

    /** The good, bad and total events by window. */
    public static String windows(SloSnapshot snapshot) {
        JsonObject json = new JsonObject();
        for (WindowCounts window : snapshot.windows()) {
            json.open(WindowLabel.of(window.windowMillis()))
                    .put("good", window.good())
                    .put("bad", window.bad())
                    .put("total", window.total())
                    .close();
        }
        return json.text();
    }

    private static JsonObject burn(JsonObject json, SloSnapshot snapshot) {
        for (WindowCounts window : snapshot.windows()) {
            json.put(
                    WindowLabel.of(window.windowMillis()),
                    BurnRate.of(window.bad(), window.total(), snapshot.targetPpm()));
        }
        return json;
    }
}
