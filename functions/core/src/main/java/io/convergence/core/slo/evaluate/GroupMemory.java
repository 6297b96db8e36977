package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.BucketMemory;
import org.jspecify.annotations.Nullable;

/** Stored open minutes, bucket chunks and open reports of one budget, by generation. */
public interface GroupMemory extends BucketMemory {
    /** Counts of an open minute, one that is not final yet, or null when it has no event. */
    @Nullable
    MinuteCounts minute(long generation, long minute);

    /** Stores the counts of an open minute. */
    void putMinute(long generation, long minute, MinuteCounts counts);

    /** Removes a minute. */
    void removeMinute(long generation, long minute);

    /** Start of the first stored minute from an instant on, or {@link Long#MAX_VALUE} when there is none. */
    long firstMinute(long generation, long from);

    /** Counts of the open report of a kind, or null. */
    @Nullable
    ReportCounts openReport(long generation, ReportKind kind);

    /** Stores the counts of the open report of a kind. */
    void putOpenReport(long generation, ReportKind kind, ReportCounts report);

    /** Removes the open report of a kind. */
    void removeOpenReport(long generation, ReportKind kind);

    /**
     * Removes everything of a generation except the minutes from one on.
     *
     * @param from start of the first minute that is kept, epoch milliseconds; {@link Long#MAX_VALUE} to keep none
     */
    void forget(long generation, long from);

    /** Moves everything of a generation to another number, which has nothing stored. */
    void renumber(long generation, long number);
}
