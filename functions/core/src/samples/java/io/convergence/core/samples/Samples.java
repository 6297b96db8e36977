package io.convergence.core.samples;

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
                "acme",
                app,
                "web.acme.example",
                windowEnd - 900_000,
                windowEnd,
                Verdict.USER_IMPACT_CONFIRMED,
                Verdict.HEALTHY,
                true,
                true,
                170,
                40,
                160,
                5_200.5,
                120.0,
                null,
                0.02,
                4,
                3,
                RumData.SUFFICIENT,
                SyntheticData.OBSERVED,
                Trust.SYNTHETIC_CORROBORATED,
                900,
                true);
    }

    /** A first verdict over nothing. */
    public static VerdictRecord silent() {
        return new VerdictRecord(
                "acme",
                "checkout",
                "web.acme.example",
                NOON - 900_000,
                NOON,
                Verdict.HEALTHY,
                null,
                false,
                false,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                0,
                0,
                RumData.ABSENT,
                SyntheticData.ABSENT,
                Trust.RUM_ONLY,
                0,
                false);
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
