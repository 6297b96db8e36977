package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.VerdictRecord;

/** Measurements of a signal in JSON; an empty object when its objective was removed. */
final class SignalEvidence {
    private SignalEvidence() {}

    /** Writes the measurements into an object. */
    static JsonObject put(JsonObject json, Signal signal) {
        VerdictRecord verdict = signal.verdict();
        if (verdict != null) {
            return verdict(json, verdict);
        }
        VitalEvidence vital = signal.vital();
        if (vital != null) {
            return vital(json, vital);
        }
        ErrorEvidence error = signal.error();
        if (error != null) {
            return error(json, error);
        }
        BurnEvidence burn = signal.burn();
        return burn == null ? json : burn(json, burn);
    }

    private static JsonObject vital(JsonObject json, VitalEvidence seen) {
        return json.put("metric", seen.metric())
                .put("page", seen.page())
                .put("window_ms", seen.windowMillis())
                .put("budget", seen.budget())
                .put("p75", seen.p75())
                .put("samples", seen.samples())
                .put("exceeding", seen.exceeding());
    }

    private static JsonObject error(JsonObject json, ErrorEvidence seen) {
        return json.put("type", seen.type())
                .put("template", seen.template())
                .put("count", seen.count())
                .put("sessions", seen.sessions())
                .put("version", seen.version());
    }

    private static JsonObject verdict(JsonObject json, VerdictRecord seen) {
        json.put("verdict", seen.verdict().label())
                .put("previous_verdict", VerdictCodec.label(seen.previousVerdict()))
                .put("views", seen.views().total())
                .put("error_views", seen.views().errors())
                .put("error_rate", seen.views().errorRate())
                .put("p75_lcp_ms", seen.p75().lcpMillis())
                .put("synthetic_samples", seen.checks().results())
                .put("synthetic_failures", seen.checks().failures())
                .put("synthetic_recent_samples", seen.checks().recentResults())
                .put("synthetic_recent_failures", seen.checks().recentFailures())
                .put("synthetic_window_ms", seen.checks().decidingMillis())
                .put("window_start", seen.windowStart())
                .put("window_end", seen.windowEnd());
        VerdictCodec.collapse(json, seen);
        IncidentCounts incident = seen.incident();
        return json.put("incident_opened_at", incident == null ? null : Timestamps.of(incident.openedAt()))
                .put("incident_views", incident == null ? null : Long.valueOf(incident.views()))
                .put("incident_error_views", incident == null ? null : Long.valueOf(incident.errorViews()))
                .put("incident_missing_views", incident == null ? null : Long.valueOf(incident.missingViews()));
    }

    private static JsonObject burn(JsonObject json, BurnEvidence seen) {
        json.put("target", Fraction.of(seen.targetPpm(), ErrorBudget.MILLION))
                .put("factor", Fraction.of(seen.factorNumerator(), seen.factorDenominator()));
        window(json, "long", seen.longWindow(), seen.targetPpm());
        window(json, "short", seen.shortWindow(), seen.targetPpm());
        WindowCounts period = seen.period();
        Long exhaustion = seen.exhaustionMillis();
        json.open("period")
                .put("good", period.good())
                .put("bad", period.bad())
                .put("total", period.total())
                .close()
                .put("remaining", ErrorBudget.remaining(period.bad(), period.total(), seen.targetPpm()))
                .put("exhaustion_seconds", exhaustion == null ? null : Long.valueOf(exhaustion / 1000));
        BurningGroups groups = seen.groups();
        return groups == null ? json : groups(json, groups);
    }

    /** The groups of an alert about all of them. */
    private static JsonObject groups(JsonObject json, BurningGroups seen) {
        return json.open("groups")
                .put("firing", seen.firing())
                .put("worst", seen.worst(), (item, group) -> {
                    item.put("group", group.group());
                    counts(item, group.longWindow(), group.targetPpm());
                })
                .put("others", seen.others())
                .close();
    }

    private static void window(JsonObject json, String name, WindowCounts window, int targetPpm) {
        json.open(name).put("window", WindowLabel.of(window.windowMillis()));
        counts(json, window, targetPpm);
        json.close();
    }

    private static void counts(JsonObject json, WindowCounts window, int targetPpm) {
        json.put("good", window.good())
                .put("bad", window.bad())
                .put("total", window.total())
                .put("burn", BurnRate.of(window.bad(), window.total(), targetPpm));
    }
}
