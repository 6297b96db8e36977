package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.window.WindowPlan;
import java.util.Locale;

/** Title and message of a burn-rate signal: burn rates, remaining budget and a first step. */
final class BurnText {
    private static final Fraction HUNDRED = Fraction.of(100);

    private BurnText() {}

    /** One line; when it is too long, the name of the objective is cut, not the measured values. */
    static String title(Signal signal, int longest) {
        String state = state(signal);
        return SignalText.cut(objective(signal), longest - state.length()) + state;
    }

    /** The message as a paragraph. */
    static String message(Signal signal) {
        BurnEvidence burn = signal.burn();
        if (burn == null) {
            return "The definition of " + objective(signal) + " was removed, so nothing is measured any more.";
        }
        BurningGroups groups = burn.groups();
        if (groups != null) {
            return GroupsText.message(signal, burn, groups) + advice(signal);
        }
        return reason(signal, burn)
                + measured(burn.longWindow(), burn.targetPpm())
                + measured(burn.shortWindow(), burn.targetPpm())
                + String.format(
                        Locale.ROOT,
                        "Tier %s compares both with %s, for a target of %s%%. ",
                        signal.subject().tier(),
                        factor(burn),
                        target(burn))
                + budget(burn)
                + advice(signal);
    }

    private static String state(Signal signal) {
        BurnEvidence burn = signal.burn();
        if (burn == null || signal.reason() == SignalReason.DEFINITION_REMOVED) {
            return ": the objective was removed, its alert ends";
        }
        BurningGroups groups = burn.groups();
        if (groups != null) {
            return GroupsText.state(signal, burn, groups);
        }
        if (signal.reason() == SignalReason.SUPERSEDED) {
            return ": from now on in the alert of all groups; " + left(burn);
        }
        if (signal.reason() == SignalReason.NO_DATA_FREEZE) {
            return ": no data to tell whether the error budget still burns, the alert is kept; " + left(burn);
        }
        if (signal.reason() == SignalReason.NO_DATA) {
            String then = signal.status() == SignalStatus.FIRING ? "; " : ", the alert ends; ";
            return ": no data for " + silence(burn) + then + left(burn);
        }
        return signal.status() == SignalStatus.FIRING
                ? ": error budget burns " + rate(burn.longWindow(), burn) + " over " + label(burn.longWindow())
                        + " and " + rate(burn.shortWindow(), burn) + " over " + label(burn.shortWindow()) + "; "
                        + left(burn)
                : ": error budget no longer burns too fast (" + rate(burn.shortWindow(), burn) + " over "
                        + label(burn.shortWindow()) + "); " + left(burn);
    }

    private static String reason(Signal signal, BurnEvidence burn) {
        return switch (signal.reason()) {
            case NO_DATA_FREEZE ->
                "No event came to tell by: the alert keeps firing until one does, at most for " + silence(burn) + ". ";
            case NO_DATA ->
                "No event came for " + silence(burn)
                        + (signal.status() == SignalStatus.FIRING ? ". " : ", so the alert ends. ");
            case RESTATED -> "Events that came late changed what had been counted. ";
            case DEFINITION_REMOVED -> "The objective was removed. ";
            case SUPERSEDED -> "The alert about all groups of the objective replaces this one. ";
            default -> "";
        };
    }

    /** The silence after which a firing tier resolves. */
    private static String silence(BurnEvidence burn) {
        return WindowLabel.of(Math.min(burn.longWindow().windowMillis(), WindowPlan.LONGEST_FREEZE_MILLIS));
    }

    private static String measured(WindowCounts window, int targetPpm) {
        Fraction burn = BurnRate.of(window.bad(), window.total(), targetPpm);
        Fraction bad = ErrorBudget.sli(window.bad(), window.total());
        return burn == null || bad == null
                ? String.format(Locale.ROOT, "Nothing was counted in the last %s. ", label(window))
                : String.format(
                        Locale.ROOT,
                        "In the last %s, %d of %d (%s%%) were bad, a burn rate of %s. ",
                        label(window),
                        window.bad(),
                        window.total(),
                        percent(bad),
                        burn.decimal(1));
    }

    private static String budget(BurnEvidence burn) {
        WindowCounts period = burn.period();
        Fraction allowed = ErrorBudget.allowedBad(period.total(), burn.targetPpm());
        String spent = String.format(
                Locale.ROOT,
                "Of the %s that may be bad in the period, %d are: %s. ",
                plain(allowed, 1),
                period.bad(),
                left(burn));
        Long exhaustion = burn.exhaustionMillis();
        return exhaustion == null || exhaustion == 0
                ? spent
                : spent + "At this rate the rest lasts " + duration(exhaustion) + ". ";
    }

    private static String advice(Signal signal) {
        if (signal.reason() == SignalReason.SUPERSEDED) {
            return "The budget still burns: see the alert that fires in its place.";
        }
        if (signal.status() == SignalStatus.RESOLVED) {
            return "Nothing is left to do but to learn from it.";
        }
        if (signal.reason() == SignalReason.NO_DATA_FREEZE || signal.reason() == SignalReason.NO_DATA) {
            return "Make sure that traffic and checks are silent because they should be.";
        }
        return signal.subject().severity() == Severity.CRITICAL
                ? "Limit the damage first: undo what was released or changed when it began, then find out why."
                : "It needs no one at night, but a fix within days: find what the bad ones have in common.";
    }

    private static String objective(Signal signal) {
        String group = signal.subject().group();
        return group == null || group.isEmpty() || signal.subject().isAllGroups()
                ? String.valueOf(signal.subject().slo())
                : signal.subject().slo() + " (" + group + ")";
    }

    private static String left(BurnEvidence burn) {
        WindowCounts period = burn.period();
        Fraction remaining = ErrorBudget.remaining(period.bad(), period.total(), burn.targetPpm());
        if (remaining == null) {
            return "the period holds nothing";
        }
        return remaining.signum() < 0
                ? "overspent by " + percent(Fraction.ZERO.minus(remaining)) + "%"
                : percent(remaining) + "% left";
    }

    private static String rate(WindowCounts window, BurnEvidence burn) {
        Fraction rate = BurnRate.of(window.bad(), window.total(), burn.targetPpm());
        return rate == null ? "unknown" : rate.decimal(1) + "x";
    }

    /** The target in percent. */
    static String target(BurnEvidence burn) {
        return plain(Fraction.of(burn.targetPpm(), 10_000), 4);
    }

    /** The factor of the tier. */
    static String factor(BurnEvidence burn) {
        return plain(Fraction.of(burn.factorNumerator(), burn.factorDenominator()), 2);
    }

    private static String label(WindowCounts window) {
        return WindowLabel.of(window.windowMillis());
    }

    private static String percent(Fraction part) {
        return part.times(HUNDRED).decimal(1).toPlainString();
    }

    private static String plain(Fraction value, int scale) {
        return value.decimal(scale).stripTrailingZeros().toPlainString();
    }

    /** A duration in its two largest units. */
    private static String duration(long millis) {
        long minutes = millis / 60_000;
        long hours = minutes / 60;
        if (hours >= 24) {
            return hours / 24 + " d " + hours % 24 + " h";
        }
        return hours > 0 ? hours + " h " + minutes % 60 + " min" : minutes + " min";
    }
}
