package io.convergence.core.codec;

import static java.util.Objects.requireNonNull;

import io.convergence.core.error.NewErrorRule;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalStatus;

/** Title and message of a signal about a new group of errors: the error, its counts, the version and a first step. */
final class ErrorText {
    /** Longest text of an error in a message, so that the counts and the advice fit. */
    private static final int LONGEST_NAME = 400;

    private ErrorText() {}

    /** One line; when it is too long, the text of the error is cut, not the counts. */
    static String title(Signal signal, int longest) {
        ErrorEvidence error = requireNonNull(signal.error());
        String place = " in " + place(signal);
        String state = signal.status() == SignalStatus.FIRING
                ? SignalText.cut(place, longest / 2) + ": " + counts(error)
                : SignalText.cut(place, longest / 2) + ": not seen for " + window();
        String begin = signal.status() == SignalStatus.FIRING ? "New error " : "Error ";
        return begin + SignalText.cut(name(error), longest - begin.length() - state.length()) + state;
    }

    /** The message as a paragraph. */
    static String message(Signal signal) {
        ErrorEvidence error = requireNonNull(signal.error());
        String name = SignalText.cut(name(error), LONGEST_NAME);
        String before = "Before " + Spoken.time(signal.occurredAt()) + " the error " + name + " occurred "
                + counts(error) + " of " + place(signal) + ", and it is new: it was not seen for a long time before.";
        String version = error.version() == null ? "" : " Its first occurrence was in version " + error.version() + ".";
        return before
                + version
                + (signal.status() == SignalStatus.FIRING
                        ? " Start with what was released before it began, and read the sessions that it occurred in."
                        : " It did not occur for " + window() + ", so the alert ends.");
    }

    /** The app and its host, if it has one. */
    private static String place(Signal signal) {
        String host = signal.subject().host();
        String service = signal.subject().service();
        return host == null || host.isEmpty() ? service : service + " on " + host;
    }

    private static String name(ErrorEvidence error) {
        return error.template().isEmpty() ? error.type() : error.type() + ": " + error.template();
    }

    private static String counts(ErrorEvidence error) {
        return times(error.count(), "time", "times") + " in " + times(error.sessions(), "session", "sessions");
    }

    private static String times(long count, String one, String many) {
        return Spoken.count(count) + ' ' + (count == 1 ? one : many);
    }

    private static String window() {
        return Spoken.duration(NewErrorRule.WINDOW_MILLIS);
    }
}
