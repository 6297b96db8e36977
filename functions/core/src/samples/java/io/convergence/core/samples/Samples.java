package io.convergence.core.samples;

import io.convergence.core.vitals.Vitals;
import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import java.time.Instant;

/** Records that tests write. */
public final class Samples {
    /** A boundary: 2026-06-05T12:00:00Z. */
    public static final long NOON = 1_780_660_800_000L;

    /** The wall clock of tests. */
    public static final Instant NOW = Instant.ofEpochMilli(NOON + 5_600);

    private Samples() {}

    /** A confirmed impact of a boundary. */
    public static VerdictRecord confirmed(String app, long windowEnd) {
        return new VerdictRecord(
                new VerdictKey("acme", app, "web.acme.example"),
                windowEnd - 900_000,
                windowEnd,
                new Decision(
                        Verdict.USER_IMPACT_CONFIRMED,
                        true,
                        true,
                        RumData.SUFFICIENT,
                        SyntheticData.OBSERVED,
                        Trust.SYNTHETIC_CORROBORATED),
                Verdict.HEALTHY,
                true,
                new ViewCounts(170, 40, 160, 900),
                new Vitals(5_200.5, null, 120.0, null, null, 0.02),
                new CheckCounts(4, 3));
    }

    /** A first verdict over nothing. */
    public static VerdictRecord silent() {
        return new VerdictRecord(
                new VerdictKey("acme", "checkout", "web.acme.example"),
                NOON - 900_000,
                NOON,
                new Decision(Verdict.HEALTHY, false, false, RumData.ABSENT, SyntheticData.ABSENT, Trust.RUM_ONLY),
                null,
                false,
                new ViewCounts(0, 0, 0, 0),
                Vitals.NONE,
                new CheckCounts(0, 0));
    }

    /** A signal over the confirmed impact at noon. */
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
}
