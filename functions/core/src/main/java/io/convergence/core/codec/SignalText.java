package io.convergence.core.codec;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;

/** What a signal says to a person on call, within the bounds of PagerDuty's and Opsgenie's fields. */
final class SignalText {
    /** Longest {@code message} of an Opsgenie alert. */
    private static final int LONGEST_TITLE = 130;

    /** Longest {@code summary} of a PagerDuty event. */
    private static final int LONGEST_MESSAGE = 1024;

    private final ImpactText impact;

    SignalText(Thresholds thresholds) {
        this.impact = new ImpactText(thresholds);
    }

    /** One line of at most 130 characters. */
    String title(Signal signal) {
        return signal.kind() == SignalKind.SLO_BURN_RATE
                ? BurnText.title(signal, LONGEST_TITLE)
                : cut(impact.title(signal), LONGEST_TITLE);
    }

    /** A paragraph of at most 1024 characters. */
    String message(Signal signal) {
        return cut(
                signal.kind() == SignalKind.SLO_BURN_RATE ? BurnText.message(signal) : impact.message(signal),
                LONGEST_MESSAGE);
    }

    /** A text, or as much of its beginning as leaves room for an ellipsis. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "...";
    }
}
