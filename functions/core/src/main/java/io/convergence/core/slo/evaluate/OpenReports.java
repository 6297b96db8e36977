package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.report.ReportSpans;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Open reports of one generation, at most one of each kind, read from memory at most once. A day that is closed is
 * added to its week, month and quarter. Not thread-safe.
 */
final class OpenReports {
    private static final List<ReportKind> MADE_OF_DAYS = List.of(ReportKind.WEEK, ReportKind.MONTH, ReportKind.QUARTER);

    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final int maxValues;
    private final BiConsumer<ReportKind, ReportCounts> closed;
    private final Map<ReportKind, ReportCounts> open = new EnumMap<>(ReportKind.class);

    /**
     * Open reports.
     *
     * @param maxValues how many values a dimension of an attribution keeps at most
     * @param closed receives each report that is closed
     */
    OpenReports(
            GenerationCounts counts, GroupMemory memory, int maxValues, BiConsumer<ReportKind, ReportCounts> closed) {
        this.counts = counts;
        this.memory = memory;
        this.maxValues = maxValues;
        this.closed = closed;
    }

    /** The open report of a kind, or null. */
    @Nullable
    ReportCounts find(ReportKind kind) {
        if (counts.openReportEnds()[kind.place()] == GenerationCounts.NEVER) {
            return null;
        }
        ReportCounts report = open.get(kind);
        if (report == null) {
            report = memory.openReport(counts.generation(), kind);
            if (report != null) {
                open.put(kind, report);
            }
        }
        return report;
    }

    /** The open report of a kind and span; an open report of an earlier span is closed first. */
    ReportCounts of(ReportKind kind, Span span) {
        ReportCounts report = find(kind);
        if (report != null && report.start() != span.start()) {
            close(kind);
            report = null;
        }
        if (report == null) {
            report = new ReportCounts(span.start(), span.end());
            open.put(kind, report);
            counts.openReportEnds()[kind.place()] = span.end();
        }
        return report;
    }

    /** Closes the reports whose span ends at or before an instant. */
    void closeThrough(long time) {
        for (ReportKind kind : ReportKind.values()) {
            long end = counts.openReportEnds()[kind.place()];
            if (end != GenerationCounts.NEVER && end <= time) {
                close(kind);
            }
        }
    }

    /** Writes the open reports that were read or changed to memory. */
    void flush() {
        open.forEach((kind, report) -> memory.putOpenReport(counts.generation(), kind, report));
    }

    private void close(ReportKind kind) {
        ReportCounts report = find(kind);
        if (report != null) {
            if (kind == ReportKind.DAY) {
                for (ReportKind longer : MADE_OF_DAYS) {
                    of(longer, ReportSpans.at(longer, report.start())).merge(report, maxValues);
                }
            }
            closed.accept(kind, report);
            open.remove(kind);
            memory.removeOpenReport(counts.generation(), kind);
        }
        counts.openReportEnds()[kind.place()] = GenerationCounts.NEVER;
    }
}
