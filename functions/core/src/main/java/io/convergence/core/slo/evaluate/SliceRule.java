package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.Timeslices;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.Cell;
import java.util.List;

/**
 * What minutes and slices count as.
 *
 * @param definition the objective
 * @param jointMinViews views a minute holds at least, or synthetic results stand in for them
 */
record SliceRule(SloDefinition definition, int jointMinViews) {

    /** The events of a minute that count. */
    EventCounts chosen(MinuteCounts minute) {
        return isFallback(minute) ? minute.fallback() : minute.events();
    }

    /** What the minutes of a slice count as. */
    Cell cell(List<MinuteCounts> minutes) {
        long good = 0;
        long bad = 0;
        long fallback = 0;
        for (MinuteCounts minute : minutes) {
            EventCounts chosen = chosen(minute);
            good += chosen.good();
            bad += chosen.bad();
            fallback += isFallback(minute) ? chosen.total() : 0;
        }
        return good + bad == 0 ? withoutData() : observed(good, bad, fallback);
    }

    private boolean isFallback(MinuteCounts minute) {
        return definition.sli().source() == SliSource.JOINT && minute.events().total() < jointMinViews;
    }

    private Cell observed(long good, long bad, long fallback) {
        return switch (definition.method()) {
            case OCCURRENCES -> new Cell(good, bad, 1, fallback);
            case TIMESLICES -> {
                boolean isGood = Timeslices.isGood(good, good + bad, definition.sliceTargetPpm());
                yield new Cell(isGood ? 1 : 0, isGood ? 0 : 1, 1, fallback);
            }
            case RATIO_TIMESLICES -> {
                long billionths = Timeslices.billionths(good, good + bad);
                yield new Cell(billionths, Timeslices.BILLION - billionths, 1, fallback);
            }
        };
    }

    private Cell withoutData() {
        if (definition.noData() == NoDataPolicy.IGNORE) {
            return Cell.EMPTY;
        }
        long whole = switch (definition.method()) {
            case OCCURRENCES -> 0;
            case TIMESLICES -> 1;
            case RATIO_TIMESLICES -> Timeslices.BILLION;
        };
        if (whole == 0) {
            return Cell.EMPTY;
        }
        return definition.noData() == NoDataPolicy.GOOD ? new Cell(whole, 0, 0, 0) : new Cell(0, whole, 0, 0);
    }
}
