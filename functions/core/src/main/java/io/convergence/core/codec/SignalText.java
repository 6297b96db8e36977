package io.convergence.core.codec;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;

/** Title and message of a signal for the person on call, within the limits of PagerDuty and Opsgenie. */
final class SignalText {
    /** Longest {@code message} of an Opsgenie alert. */
    private static final int LONGEST_TITLE = 130;

    /** Longest {@code summary} of a PagerDuty event. */
    private static final int LONGEST_MESSAGE = 1024;

    private final ImpactText impact;

    SignalText(Thresholds thresholds) {
        this.impact = new ImpactText(thresholds);
    }

    /** The title: one line of at most 130 characters. */
    String title(Signal signal) {
        return switch (signal.kind()) {
            case SLO_BURN_RATE -> BurnText.title(signal, LONGEST_TITLE);
            case BUDGET_EXCEEDED -> VitalText.title(signal, LONGEST_TITLE);
            case ERROR_GROUP_NEW -> ErrorText.title(signal, LONGEST_TITLE);
            case USER_IMPACT_CORRELATED, USER_IMPACT_UNSEEN -> cut(impact.title(signal), LONGEST_TITLE);
        };
    }

    /** The message: a paragraph of at most 1024 characters. */
    String message(Signal signal) {
        String message = switch (signal.kind()) {
            case SLO_BURN_RATE -> BurnText.message(signal);
            case BUDGET_EXCEEDED -> VitalText.message(signal);
            case ERROR_GROUP_NEW -> ErrorText.message(signal);
            case USER_IMPACT_CORRELATED, USER_IMPACT_UNSEEN -> impact.message(signal);
        };
        return cut(message, LONGEST_MESSAGE);
    }

    /** The text, shortened and ended with an ellipsis when it is too long. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "...";
    }
}
