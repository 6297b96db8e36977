package io.convergence.core.slo.evaluate;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.FrequentValues;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.report.ReportSpans;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folding of final minutes into the open reports of one generation. A minute is final once the allowed lateness has
 * passed since its end. Minutes are added to the UTC day and to the objective's own calendar period. Not thread-safe.
 */
final class ReportFolding {
    private final GroupKey key;
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final GenerationEvaluation evaluation;
    private final SloRules rules;
    private final LongToIntFunction targetAt;
    private final OpenReports open;

    /**
     * Folding after an evaluation.
     *
     * @param targetAt the target in parts per million that was in force at an instant
     * @param reports receives the reports that are closed
     */
    ReportFolding(
            GroupKey key,
            WindowPlan plan,
            GenerationCounts counts,
            GroupMemory memory,
            GenerationEvaluation evaluation,
            SloRules rules,
            LongToIntFunction targetAt,
            List<SloReport> reports) {
        this.key = key;
        this.plan = plan;
        this.counts = counts;
        this.memory = memory;
        this.evaluation = evaluation;
        this.rules = rules;
        this.targetAt = targetAt;
        this.open =
                new OpenReports(counts, memory, rules.maxValues(), (kind, report) -> reports.add(report(kind, report)));
    }

    /** Folds the slices that are final once a boundary has been evaluated. */
    void fold(long boundary) {
        long limit = plan.sliceOf(boundary - rules.allowedLatenessMillis());
        long slice = counts.foldedThrough();
        for (; slice < limit && slice < counts.through(); slice += plan.sliceMillis()) {
            open.closeThrough(slice);
            addSlice(slice);
            updateWorstHours(slice + plan.sliceMillis());
        }
        counts.foldedThrough(Math.max(counts.foldedThrough(), limit));
        updateWorstHours(limit);
        open.closeThrough(limit);
        open.flush();
    }

    private void addSlice(long slice) {
        BucketCounts counted = evaluation.sums().slice(slice);
        if (!counted.isEmpty()) {
            open.of(ReportKind.DAY, ReportSpans.at(ReportKind.DAY, slice)).add(counted);
            ReportCounts period = periodReport(slice);
            if (period != null) {
                period.add(counted);
            }
        }
        for (long minute = slice; minute < slice + plan.sliceMillis(); minute += MinuteSchedule.MINUTE_MILLIS) {
            MinuteCounts stored = memory.minute(counts.generation(), minute);
            if (stored != null) {
                addMinute(minute, evaluation.slices().chosen(stored));
                memory.removeMinute(counts.generation(), minute);
            }
        }
    }

    private void addMinute(long minute, EventCounts events) {
        if (events.total() == 0) {
            return;
        }
        boolean breach = ErrorBudget.allowedBad(events.total(), targetAt.applyAsInt(minute))
                        .compareTo(Fraction.of(events.bad()))
                < 0;
        open.of(ReportKind.DAY, ReportSpans.at(ReportKind.DAY, minute)).addMinute(events, breach, rules.maxValues());
        ReportCounts period = periodReport(minute);
        if (period != null) {
            period.addMinute(events, breach, rules.maxValues());
        }
    }

    /**
     * The report of the objective's own period that contains an instant, or null without one. In the period in which the
     * calendar was edited only the last report of the former calendar goes on, if its span has ended.
     */
    private @Nullable ReportCounts periodReport(long time) {
        if (time < counts.span().reportsFrom()) {
            ReportCounts former = open.find(ReportKind.PERIOD);
            return former != null && former.start() <= time && time < former.end() ? former : null;
        }
        return plan.isCalendar() ? open.of(ReportKind.PERIOD, plan.spanBefore(time + 1)) : null;
    }

    /** Offers the hours that end at or before an instant to the open reports whose span contains their end. */
    private void updateWorstHours(long through) {
        for (Iterator<RecentMinute> recent = counts.recent().iterator(); recent.hasNext(); ) {
            HourBurn hour = recent.next().hour();
            if (hour.boundary() > through) {
                return;
            }
            for (ReportKind kind : List.of(ReportKind.DAY, ReportKind.PERIOD)) {
                ReportCounts report = open.find(kind);
                if (report != null && report.start() < hour.boundary() && hour.boundary() <= report.end()) {
                    report.updateWorstHour(hour);
                }
            }
            // The last boundary stays: a restatement of the next one needs its forecast. Offering it twice is harmless.
            if (hour.boundary() < through) {
                recent.remove();
            }
        }
    }

    private SloReport report(ReportKind kind, ReportCounts closed) {
        SloDefinition definition = plan.definition();
        List<AttributedCount> attribution = new ArrayList<>();
        attribute("page", closed.attribution().pages(), attribution);
        attribute("host", closed.attribution().hosts(), attribution);
        attribute("browser", closed.attribution().browsers(), attribution);
        return new SloReport(
                key.tenant(),
                key.slo(),
                counts.generation(),
                key.group(),
                kind,
                closed.start(),
                closed.end(),
                targetAt.applyAsInt(closed.end() - 1),
                definition.method(),
                counts(closed),
                closed.events(),
                closed.badEvents(),
                closed.observedMinutes(),
                closed.breachMinutes(),
                closed.worst().bad(),
                closed.worst().total(),
                closed.worst().boundary(),
                attribution,
                definition.metadata());
    }

    private WindowCounts counts(ReportCounts closed) {
        long millis = closed.end() - closed.start();
        return evaluation.reader().windowCounts(millis, closed.slices(), millis / plan.sliceMillis());
    }

    private void attribute(String dimension, FrequentValues bad, List<AttributedCount> into) {
        bad.most(rules.maxValues()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> into.add(new AttributedCount(dimension, entry.getKey(), entry.getValue())));
    }
}
