package io.convergence.core.slo.evaluate;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.report.ReportSpans;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.window.Cell;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds minutes to the open spans of reports once nothing late is waited for any more, and closes spans that are over.
 * Days make weeks, months and quarters; the objective's own periods are added up by themselves.
 */
final class ReportFolding {
    private static final List<ReportKind> OF_DAYS = List.of(ReportKind.WEEK, ReportKind.MONTH, ReportKind.QUARTER);

    private final GroupKey key;
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final GenerationEvaluation evaluation;
    private final SloRules rules;
    private final List<SloReport> reports;
    private final Map<ReportKind, ReportCounts> open = new EnumMap<>(ReportKind.class);

    ReportFolding(
            GroupKey key,
            WindowPlan plan,
            GenerationCounts counts,
            GroupMemory memory,
            GenerationEvaluation evaluation,
            SloRules rules,
            List<SloReport> reports) {
        this.key = key;
        this.plan = plan;
        this.counts = counts;
        this.memory = memory;
        this.evaluation = evaluation;
        this.rules = rules;
        this.reports = reports;
    }

    /** Folds what is final when a boundary has been evaluated. */
    void fold(long boundary) {
        long limit = plan.sliceOf(boundary - rules.allowedLatenessMillis());
        long slice = counts.foldedThrough();
        for (; slice < limit && slice < counts.through(); slice += plan.sliceMillis()) {
            closeBefore(slice);
            addSlice(slice);
            look(slice + plan.sliceMillis());
        }
        counts.foldedThrough(Math.max(counts.foldedThrough(), limit));
        look(limit);
        closeBefore(limit);
        open.forEach((kind, tally) -> memory.putTally(counts.generation(), kind, tally));
    }

    private void addSlice(long slice) {
        Cell cell = evaluation.sums().slice(slice);
        if (!cell.isEmpty()) {
            tally(ReportKind.DAY, ReportSpans.at(ReportKind.DAY, slice)).add(cell);
            if (plan.isCalendar()) {
                tally(ReportKind.PERIOD, plan.spanBefore(slice + plan.sliceMillis()))
                        .add(cell);
            }
        }
        for (long minute = slice; minute < slice + plan.sliceMillis(); minute += MinuteSchedule.MINUTE_MILLIS) {
            MinuteCounts counted = memory.minute(counts.generation(), minute);
            if (counted != null) {
                addMinute(minute, evaluation.slices().chosen(counted));
                memory.removeMinute(counts.generation(), minute);
            }
        }
    }

    private void addMinute(long minute, EventCounts events) {
        if (events.total() == 0) {
            return;
        }
        boolean breach =
                ErrorBudget.allowedBad(events.total(), plan.definition().targetPpm())
                                .compareTo(Fraction.of(events.bad()))
                        < 0;
        tally(ReportKind.DAY, ReportSpans.at(ReportKind.DAY, minute)).addMinute(events, breach, rules.maxValues());
        if (plan.isCalendar()) {
            tally(ReportKind.PERIOD, plan.spanBefore(minute + 1)).addMinute(events, breach, rules.maxValues());
        }
    }

    /** Looks at the hours that end at or before a boundary. */
    private void look(long through) {
        for (Iterator<RecentMinute> recent = counts.recent().iterator(); recent.hasNext(); ) {
            HourBurn hour = recent.next().hour();
            if (hour.boundary() > through) {
                return;
            }
            for (ReportKind kind : List.of(ReportKind.DAY, ReportKind.PERIOD)) {
                ReportCounts tally = known(kind);
                if (tally != null && tally.start() < hour.boundary() && hour.boundary() <= tally.end()) {
                    tally.look(hour);
                }
            }
            // The last one stays: what follows it may have to be said again. To look twice changes nothing.
            if (hour.boundary() < through) {
                recent.remove();
            }
        }
    }

    private void closeBefore(long time) {
        for (ReportKind kind : ReportKind.values()) {
            long end = counts.tallyEnds()[kind.place()];
            if (end != GenerationCounts.NEVER && end <= time) {
                close(kind);
            }
        }
    }

    private void close(ReportKind kind) {
        ReportCounts tally = known(kind);
        if (tally == null) {
            counts.tallyEnds()[kind.place()] = GenerationCounts.NEVER;
            return;
        }
        if (kind == ReportKind.DAY) {
            for (ReportKind longer : OF_DAYS) {
                tally(longer, ReportSpans.at(longer, tally.start())).merge(tally, rules.maxValues());
            }
        }
        reports.add(report(kind, tally));
        open.remove(kind);
        memory.removeTally(counts.generation(), kind);
        counts.tallyEnds()[kind.place()] = GenerationCounts.NEVER;
    }

    /** The open tally of a span; one of a span before it is closed first. */
    private ReportCounts tally(ReportKind kind, Span span) {
        ReportCounts known = known(kind);
        if (known != null && known.start() != span.start()) {
            close(kind);
            known = null;
        }
        if (known == null) {
            known = new ReportCounts(span.start(), span.end());
            open.put(kind, known);
            counts.tallyEnds()[kind.place()] = span.end();
        }
        return known;
    }

    private @Nullable ReportCounts known(ReportKind kind) {
        if (counts.tallyEnds()[kind.place()] == GenerationCounts.NEVER) {
            return null;
        }
        ReportCounts tally = open.get(kind);
        if (tally == null) {
            tally = memory.tally(counts.generation(), kind);
            if (tally != null) {
                open.put(kind, tally);
            }
        }
        return tally;
    }

    private SloReport report(ReportKind kind, ReportCounts tally) {
        SloDefinition definition = plan.definition();
        List<AttributedCount> attribution = new ArrayList<>();
        attribute("page", tally.badBy().pages(), attribution);
        attribute("host", tally.badBy().hosts(), attribution);
        attribute("browser", tally.badBy().browsers(), attribution);
        return new SloReport(
                key.tenant(),
                key.slo(),
                counts.generation(),
                key.group(),
                kind,
                tally.start(),
                tally.end(),
                definition.targetPpm(),
                definition.method(),
                evaluation.reader().counted(tally.end() - tally.start(), tally.cell()),
                tally.events(),
                tally.badEvents(),
                tally.observedMinutes(),
                tally.breachMinutes(),
                tally.worst().bad(),
                tally.worst().total(),
                tally.worst().boundary(),
                attribution);
    }

    private static void attribute(String dimension, Map<String, Long> bad, List<AttributedCount> into) {
        bad.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> into.add(new AttributedCount(dimension, entry.getKey(), entry.getValue())));
    }
}
