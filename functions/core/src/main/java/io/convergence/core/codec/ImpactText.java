package io.convergence.core.codec;

import static java.util.Objects.requireNonNull;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.verdict.CollapseCounts;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.vitals.Vital;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Title and message of a signal about user impact: what happened, to how many views, since when, what the checks show,
 * and what is not known.
 */
final class ImpactText {
    private final Thresholds thresholds;

    ImpactText(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** The title as one line. */
    String title(Signal signal) {
        VerdictRecord verdict = requireNonNull(signal.verdict());
        String app = verdict.app() + " on " + verdict.host();
        if (signal.status() == SignalStatus.RESOLVED) {
            return resolvedTitle(signal, app);
        }
        CollapseCounts collapse = verdict.collapse();
        if (collapse != null) {
            return "Views of " + app + " fell to " + Spoken.count(collapse.recentViews()) + " in "
                    + Spoken.duration(collapse.widthMillis()) + ", usual are " + Spoken.count(collapse.expectedViews())
                    + "; " + CheckText.brief(verdict) + "; " + Spoken.count(collapse.missingViews()) + " missing since "
                    + Spoken.time(collapse.since());
        }
        if (verdict.decision().rumDegraded()) {
            return "Users of " + app + " are affected: " + String.join(", ", symptoms(verdict)) + "; "
                    + CheckText.brief(verdict);
        }
        return "Users of " + app + " were affected until shortly before " + Spoken.time(verdict.windowEnd()) + "; "
                + CheckText.brief(verdict);
    }

    /** The message as a paragraph. */
    String message(Signal signal) {
        VerdictRecord verdict = requireNonNull(signal.verdict());
        List<String> sentences = new ArrayList<>();
        if (signal.status() == SignalStatus.RESOLVED) {
            sentences.add(resolvedMessage(signal, verdict));
        } else {
            CollapseCounts collapse = verdict.collapse();
            if (collapse != null) {
                sentences.add("Page views " + fall(collapse) + '.');
            }
            sentences.add(views(verdict));
            incidentSoFar(verdict, sentences);
        }
        sentences.add(CheckText.sentence(verdict, thresholds));
        sentences.add(advice(signal, verdict));
        return String.join(" ", sentences);
    }

    private static String resolvedTitle(Signal signal, String app) {
        String after = " after " + Spoken.duration(signal.occurredAt() - signal.startsAt());
        if (signal.reason() == SignalReason.SUPERSEDED) {
            return "Checks now confirm the impact on users of " + app + ": followed up by that alert";
        }
        return signal.reason() == SignalReason.NO_DATA
                ? "Impact on users of " + app + " is no longer observed" + after + ": too few views to tell"
                : "Users of " + app + " are back to normal" + after;
    }

    private static String resolvedMessage(Signal signal, VerdictRecord verdict) {
        if (signal.reason() == SignalReason.SUPERSEDED) {
            return "Synthetic checks fail as well now; the alert " + SignalKind.USER_IMPACT_CORRELATED.alertName()
                    + " of the same incident continues.";
        }
        IncidentCounts incident = verdict.incident();
        String start = signal.reason() == SignalReason.NO_DATA ? "No longer observed" : "Back to normal";
        if (incident == null) {
            return start + " after " + Spoken.duration(signal.occurredAt() - signal.startsAt()) + ".";
        }
        String missing = incident.missingViews() == 0
                ? ""
                : ", about " + Spoken.count(incident.missingViews()) + " more never came";
        return start + " after " + Spoken.duration(verdict.windowEnd() - incident.openedAt()) + "; "
                + Spoken.count(incident.errorViews()) + " of " + Spoken.count(incident.views()) + " views had errors"
                + missing + '.';
    }

    private static String fall(CollapseCounts collapse) {
        return "fell to " + Spoken.count(collapse.recentViews()) + " in " + Spoken.duration(collapse.widthMillis())
                + " where about " + Spoken.count(collapse.expectedViews()) + " are usual, "
                + Spoken.count(collapse.missingViews()) + " missing since " + Spoken.time(collapse.since());
    }

    private List<String> symptoms(VerdictRecord verdict) {
        ViewCounts views = verdict.views();
        List<String> symptoms = new ArrayList<>();
        if (views.total() > 0 && thresholds.errorRate().isReachedBy(views.errors(), views.total())) {
            symptoms.add(Spoken.percent(views.errors(), views.total()) + " of " + Spoken.count(views.total())
                    + " views had errors");
        }
        Double lcp = Vital.LCP.in(verdict.p75());
        if (lcp != null && lcp >= thresholds.lcpP75Millis() && views.lcpSamples() >= thresholds.minLcpSamples()) {
            symptoms.add("p75 LCP " + millis(lcp));
        }
        return symptoms;
    }

    private String views(VerdictRecord verdict) {
        ViewCounts views = verdict.views();
        String span = "From " + Timestamps.of(verdict.windowStart()) + " to " + Timestamps.of(verdict.windowEnd());
        if (views.total() == 0) {
            return span + " no view arrived, so error rate and speed are unknown; the window before had "
                    + Spoken.count(views.previousWindow()) + '.';
        }
        return String.format(
                Locale.ROOT,
                "%s, %s of %s page views (%s) had an error or a failed request, and p75 LCP was %s over %s views. "
                        + "Users count as affected from %s error views, or a p75 LCP of %s over at least %d views, with "
                        + "at least %d views.",
                span,
                Spoken.count(views.errors()),
                Spoken.count(views.total()),
                Spoken.percent(views.errors(), views.total()),
                millis(Vital.LCP.in(verdict.p75())),
                Spoken.count(views.lcpSamples()),
                Spoken.percent(thresholds.errorRate()),
                millis(thresholds.lcpP75Millis()),
                thresholds.minLcpSamples(),
                thresholds.minViews());
    }

    private static void incidentSoFar(VerdictRecord verdict, List<String> sentences) {
        IncidentCounts incident = verdict.incident();
        if (incident != null && incident.openedAt() < verdict.windowEnd()) {
            sentences.add("The incident began at " + Spoken.time(incident.openedAt()) + "; since then "
                    + Spoken.count(incident.errorViews()) + " of " + Spoken.count(incident.views())
                    + " views had errors.");
        }
    }

    private static String advice(Signal signal, VerdictRecord verdict) {
        if (signal.status() == SignalStatus.RESOLVED) {
            return signal.reason() == SignalReason.NO_DATA
                    ? "Make sure that traffic is low for a known cause, and not because pages no longer load."
                    : signal.reason() == SignalReason.SUPERSEDED
                            ? "Nothing is to be done for this alert."
                            : "Measurements are back inside the thresholds.";
        }
        if (signal.kind() == SignalKind.USER_IMPACT_CORRELATED) {
            return "Start with what checks and users share: recent deployments, the host, its network and backends.";
        }
        return verdict.collapse() != null
                ? "Start with what lies between users and the host: DNS, network, CDN, a consent banner, the tag itself."
                : "Start with what checks do not exercise: recent front-end releases, single pages, regions or devices, "
                        + "third-party scripts.";
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.0f ms", value);
    }
}
