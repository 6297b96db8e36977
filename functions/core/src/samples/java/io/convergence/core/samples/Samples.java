package io.convergence.core.samples;

import io.convergence.core.vitals.Vitals;
import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.core.signal.Transition;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.Severity;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import java.time.Instant;

/** Sample verdicts and user-impact signals for tests. */
public final class Samples {
    /** A boundary: 2026-06-05T12:00:00Z. */
    public static final long NOON = 1_780_660_800_000L;

    /** The wall-clock time that tests use. */
    public static final Instant NOW = Instant.ofEpochMilli(NOON + 5_600);

    private Samples() {}

    /** A confirmed user impact at a boundary, epoch milliseconds. */
    public static VerdictRecord confirmed(String app, long windowEnd) {
        return new VerdictRecord(
                new VerdictKey("acme", app, "web.acme.example"),
                windowEnd - 900_000,
                windowEnd,
                new Decision(
                        Verdict.USER_IMPACT_CONFIRMED,
                        true,
                        false,
                        true,
                        false,
                        RumData.SUFFICIENT,
                        SyntheticData.OBSERVED,
                        Trust.SYNTHETIC_CORROBORATED),
                Verdict.HEALTHY,
                true,
                new ViewCounts(170, 40, 160, 900),
                new Vitals(5_200.5, null, 120.0, null, null, 0.02),
                new CheckCounts(4, 3, 2, 1, 900_000),
                null,
                new IncidentCounts(windowEnd - 600_000, null, 120, 30, 0));
    }

    /** A first verdict of a window without data. */
    public static VerdictRecord silent() {
        return new VerdictRecord(
                new VerdictKey("acme", "checkout", "web.acme.example"),
                NOON - 900_000,
                NOON,
                new Decision(Verdict.HEALTHY, false, false, false, false, RumData.ABSENT, SyntheticData.ABSENT, Trust.RUM_ONLY),
                null,
                false,
                new ViewCounts(0, 0, 0, 0),
                Vitals.NONE,
                new CheckCounts(0, 0, 0, 0, 900_000),
                null,
                null);
    }

    /** A signal about the confirmed user impact at {@link #NOON}. */
    public static Signal signal(SignalKind kind, int sequence, SignalStatus status, SignalReason reason, String app) {
        return new Signal(
                kind,
                SignalSubject.appHost("acme", app, "web.acme.example"),
                NOON - 600_000,
                sequence,
                status,
                reason,
                NOON,
                confirmed(app, NOON),
                null,
                false);
    }

    /** A signal about the performance budget of a page at {@link #NOON}. */
    public static Signal vitalSignal(
            SignalStatus status, SignalReason reason, String page, VitalEvidence evidence) {
        return Signal.ofVital(
                SignalSubject.part("acme", "shop", "web.acme.example", "lcp:" + page, Severity.WARNING),
                new Transition(SignalKind.BUDGET_EXCEEDED, NOON - 600_000, 2, status, reason),
                NOON,
                evidence);
    }

    /** A signal about a new group of errors at {@link #NOON}. */
    public static Signal errorSignal(SignalStatus status, SignalReason reason, ErrorEvidence evidence) {
        return Signal.ofError(
                SignalSubject.part("acme", "shop", "web.acme.example", "0f1e2d3c", Severity.INFO),
                new Transition(SignalKind.ERROR_GROUP_NEW, NOON - 600_000, 2, status, reason),
                NOON,
                evidence);
    }
}
