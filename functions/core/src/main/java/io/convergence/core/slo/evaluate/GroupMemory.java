package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.ChunkMemory;
import org.jspecify.annotations.Nullable;

/** Remembers the small pieces of one budget. */
public interface GroupMemory extends ChunkMemory {
    /** What came in a minute that is not final, or null. */
    @Nullable
    MinuteCounts minute(long generation, long minute);

    /** Remembers what came in a minute. */
    void putMinute(long generation, long minute, MinuteCounts counts);

    /** Forgets a minute. */
    void removeMinute(long generation, long minute);

    /** The start of the first minute that is remembered from an instant on, or {@link Long#MAX_VALUE}. */
    long firstMinute(long generation, long from);

    /** The open tally of a kind of report, or null. */
    @Nullable
    ReportCounts tally(long generation, ReportKind kind);

    /** Remembers the open tally of a kind of report. */
    void putTally(long generation, ReportKind kind, ReportCounts tally);

    /** Forgets the open tally of a kind of report. */
    void removeTally(long generation, ReportKind kind);

    /**
     * Forgets everything of a generation but the minutes from one on.
     *
     * @param from start of the first minute that is kept, epoch milliseconds; {@link Long#MAX_VALUE} to keep none
     */
    void forget(long generation, long from);
}
