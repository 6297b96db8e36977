package io.convergence.core.codec;

import static java.util.Objects.requireNonNull;

import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.VitalEvidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Title and message of a signal about a performance budget: the vital, its page, the measured values and a first step. */
final class VitalText {
    /** Decimals of a vital without a unit. */
    private static final int DECIMALS = 3;

    private VitalText() {}

    /** One line; when it is too long, the names are cut, not the measured values. */
    static String title(Signal signal, int longest) {
        String state = state(signal, requireNonNull(signal.vital()));
        return SignalText.cut(subject(signal), longest - state.length()) + state;
    }

    /** The message as a paragraph. */
    static String message(Signal signal) {
        VitalEvidence vital = requireNonNull(signal.vital());
        String window = Spoken.duration(vital.windowMillis());
        String counts = String.format(
                Locale.ROOT,
                "In the %s before %s, %s of %s values (%s) of %s on %s were over their budget of %s, and p75 was %s.",
                window,
                Spoken.time(signal.occurredAt()),
                Spoken.count(vital.exceeding()),
                Spoken.count(vital.samples()),
                Spoken.percent(vital.exceeding(), vital.samples()),
                name(vital),
                vital.page(),
                amount(vital, vital.budget()),
                amount(vital, vital.p75()));
        return vital.samples() == 0
                ? "In the " + window + " before " + Spoken.time(signal.occurredAt()) + " no value of " + name(vital)
                        + " on " + vital.page() + " was reported, so it is unknown whether its budget is exceeded."
                : counts + ' ' + advice(signal);
    }

    private static String subject(Signal signal) {
        VitalEvidence vital = requireNonNull(signal.vital());
        return name(vital) + " of " + vital.page() + " of " + signal.subject().service() + " on "
                + signal.subject().host();
    }

    private static String state(Signal signal, VitalEvidence vital) {
        if (signal.status() == SignalStatus.FIRING) {
            return " is over its budget: p75 " + amount(vital, vital.p75()) + ", budget "
                    + amount(vital, vital.budget()) + ", " + Spoken.count(vital.samples()) + " values";
        }
        return signal.reason() == SignalReason.NO_DATA
                ? ": too few values to tell whether the budget is exceeded"
                : " is within its budget again: p75 " + amount(vital, vital.p75());
    }

    private static String advice(Signal signal) {
        if (signal.status() == SignalStatus.FIRING) {
            return "Start with what changed on this page: recent front-end releases, third-party scripts, images, the CDN.";
        }
        return signal.reason() == SignalReason.NO_DATA
                ? "These are too few values to tell, so the alert ends."
                : "The 75th percentile is within the budget, so the alert ends.";
    }

    private static String name(VitalEvidence vital) {
        return vital.metric().toUpperCase(Locale.ROOT);
    }

    /** A value of the vital: milliseconds, or a number for the layout shift, which has no unit. */
    private static String amount(VitalEvidence vital, @Nullable Double value) {
        if (value == null) {
            return "unknown";
        }
        return vital.metric().equals("cls")
                ? new BigDecimal(value)
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, "%.0f ms", value);
    }
}
