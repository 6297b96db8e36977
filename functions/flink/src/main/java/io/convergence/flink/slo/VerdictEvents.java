package io.convergence.flink.slo;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import org.jspecify.annotations.Nullable;

/** The verdicts that objectives count: those of minute boundaries at which the window held anything. Never late. */
public final class VerdictEvents implements MatchIntake<VerdictUpdate, VerdictRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable VerdictRecord event(VerdictUpdate update) {
        VerdictRecord verdict = update.verdict();
        return verdict != null && verdict.isMinuteEvent() ? verdict : null;
    }

    @Override
    public long watermark(VerdictUpdate update) {
        return Long.MIN_VALUE;
    }
}
