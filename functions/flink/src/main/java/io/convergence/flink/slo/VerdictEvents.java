package io.convergence.flink.slo;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Extraction of the verdicts that objectives count: those of minute boundaries whose window is not empty. They are never
 * late, because they precede the watermark that lets their minute be evaluated.
 */
public final class VerdictEvents implements EventExtractor<VerdictUpdate, VerdictRecord> {
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
