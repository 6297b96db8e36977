package io.convergence.flink.slo;

import io.convergence.core.verdict.VerdictRecord;

/**
 * Extraction of the verdicts that objectives count from those of full minutes: the ones whose window is not empty. They are
 * never late, because they precede the watermark that lets their minute be evaluated.
 */
public final class VerdictEvents implements EventExtractor<VerdictRecord, VerdictRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public void extract(VerdictRecord minute, Events<VerdictRecord> events) {
        if (minute.isMinuteEvent()) {
            events.accept(minute, Long.MIN_VALUE);
        }
    }
}
