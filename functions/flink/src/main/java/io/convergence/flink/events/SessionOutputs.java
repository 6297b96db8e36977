package io.convergence.flink.events;

import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.session.Erasure;
import io.convergence.core.session.TimelineRow;
import io.convergence.flink.state.FormatTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Side outputs of the functions of the second plane. */
public final class SessionOutputs {
    /** Rows of the timeline. */
    public static final OutputTag<TimelineRow> TIMELINE =
            new OutputTag<>("timeline", new FormatTypeInfo<>(new TimelineRowFormat()));

    /** Additions to and removals from minutes. */
    public static final OutputTag<Measurement> MEASUREMENTS =
            new OutputTag<>("measurements", new FormatTypeInfo<>(new MeasurementFormat()));

    /** Additions and removals of values that have a performance budget. */
    public static final OutputTag<BudgetedValue> BUDGETED_VALUES =
            new OutputTag<>("budgeted-values", TypeInformation.of(BudgetedValue.class));

    /** Errors of users. */
    public static final OutputTag<ErrorOccurrence> ERRORS =
            new OutputTag<>("errors", TypeInformation.of(ErrorOccurrence.class));

    /** Segments of recordings, each once. */
    public static final OutputTag<RumEvent> SEGMENTS =
            new OutputTag<>("segments", new FormatTypeInfo<>(new RumEventFormat()));

    /** Erasures of sessions. */
    public static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", TypeInformation.of(Erasure.class));

    /** Occurrences of groups of errors per minute. */
    public static final OutputTag<ErrorMinute> ERROR_MINUTES =
            new OutputTag<>("error-minutes", TypeInformation.of(ErrorMinute.class));

    /** Errors of users with what is known of their groups. */
    public static final OutputTag<GroupedError> GROUPED_ERRORS =
            new OutputTag<>("grouped-errors", TypeInformation.of(GroupedError.class));

    private SessionOutputs() {}
}
