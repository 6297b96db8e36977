package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.signal.NamedValues;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.SloReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of SLO reports: the whole report as a line, and its JSON column. Ratios without events are null. */
public final class ReportJson {
    private ReportJson() {}

    /** The whole report in UTF-8; without {@code labels} and {@code notification_targets} when there are none. */
    public static byte[] encode(SloReport report) {
        WindowCounts counts = report.counts();
        int target = report.targetPpm();
        JsonObject json = new JsonObject()
                .put("kind", report.kind().label())
                .put("start", report.start())
                .put("end", report.end())
                .put("tenant", report.tenant())
                .put("slo", report.slo())
                .put("generation", report.generation())
                .put("group", report.group())
                .put("good", counts.good())
                .put("bad", counts.bad())
                .put("total", counts.total())
                .put("target", Fraction.of(target, ErrorBudget.MILLION))
                .put("compliance", ErrorBudget.sli(counts.good(), counts.good() + counts.bad()))
                .put("consumed", ErrorBudget.consumed(counts.bad(), counts.total(), target))
                .put("remaining", ErrorBudget.remaining(counts.bad(), counts.total(), target))
                .put("events", report.events())
                .put("bad_events", report.badEvents())
                .put("observed_minutes", report.observedMinutes())
                .put("breach_minutes", report.breachMinutes())
                .put("worst_burn", BurnRate.of(report.worstBurnBad(), report.worstBurnTotal(), target))
                .put("worst_burn_at", report.worstBurnTotal() == 0 ? null : Long.valueOf(report.worstBurnAt()))
                .open("attribution");
        attribution(json, report).close();
        lists(json, "labels", report.metadata().labels());
        lists(json, "notification_targets", report.metadata().notificationTargets());
        return json.bytes();
    }

    /** The number of bad events by dimension and value. */
    public static String attribution(SloReport report) {
        return attribution(new JsonObject(), report).text();
    }

    private static void lists(JsonObject json, String field, List<NamedValues> lists) {
        if (!lists.isEmpty()) {
            json.open(field);
            lists.forEach(list -> json.put(list.name(), list.values()));
            json.close();
        }
    }

    private static JsonObject attribution(JsonObject json, SloReport report) {
        Map<String, Map<String, Long>> dimensions = new LinkedHashMap<>();
        for (AttributedCount count : report.attribution()) {
            dimensions
                    .computeIfAbsent(count.dimension(), dimension -> new LinkedHashMap<>())
                    .put(count.value(), count.bad());
        }
        dimensions.forEach((dimension, values) -> {
            json.open(dimension);
            values.forEach(json::put);
            json.close();
        });
        return json;
    }
}
