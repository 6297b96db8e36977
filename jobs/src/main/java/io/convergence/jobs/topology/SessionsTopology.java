package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.flink.events.BudgetSignalFunction;
import io.convergence.flink.events.ErrorGroupFunction;
import io.convergence.flink.events.ErrorGroupHostFormat;
import io.convergence.flink.events.MetricMinuteFormat;
import io.convergence.flink.events.NewErrorSignalFunction;
import io.convergence.flink.events.SessionKeyFormat;
import io.convergence.flink.events.SessionOutputs;
import io.convergence.flink.events.SessionRowFormat;
import io.convergence.flink.events.VitalPageFormat;
import io.convergence.flink.intake.Arrival;
import io.convergence.flink.intake.IntakeFunction;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.rollup.MetricMinuteOperator;
import io.convergence.flink.session.SessionOperator;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.flink.stacks.StackRowFunction;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.MinuteKeyFormat;
import io.convergence.jobs.settings.SessionsSettings;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Graph of the sessions job, from the source to the sinks.
 *
 * <pre>
 * events --> intake-events --> resolve-stacks --> stack-rows --by tenant, app, session--> sessions
 *                 |                                  |                                     |
 *                 +--> dead letters                  +--> error stacks                     +--> sessions, timeline, segments, erasures
 *                                                                                          +--by tenant, app, host, minute--> metric-minutes
 *                                                                                          +--by tenant, app, host, vital, page--> budget-signals --> signals
 *                                                                                          +--by tenant, app, fingerprint---> error-groups
 *                                                                                               +--by tenant, app, host, fingerprint--> new-error-signals --> signals
 * </pre>
 */
public final class SessionsTopology {
    private static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("event-dead-letters", TypeInformation.of(DeadLetter.class));

    private SessionsTopology() {}

    /**
     * Adds the operators.
     *
     * @param lookup what resolves stacks of errors
     */
    public static SessionsOutputs build(
            DataStream<Arrival<RumEvent>> arrivals, SessionsSettings settings, StackLookup.Factory lookup) {
        SingleOutputStreamOperator<Timed<RumEvent>> events = identify(
                arrivals.process(
                                new IntakeFunction<RumEvent>(settings.outOfOrdernessMillis(), DEAD_LETTERS),
                                TypeInformation.of(new TypeHint<Timed<RumEvent>>() {}))
                        .setParallelism(arrivals.getParallelism()),
                "intake-events");
        SingleOutputStreamOperator<Timed<RumEvent>> resolved = StacksTopology.build(events, settings.stacks(), lookup);
        SingleOutputStreamOperator<SessionRow> sessions = identify(
                resolved.keyBy(timed -> SessionKey.of(timed.value()), new FormatTypeInfo<>(new SessionKeyFormat()))
                        .transform(
                                "sessions",
                                new FormatTypeInfo<>(new SessionRowFormat()),
                                new SessionOperator(settings.sessions(), sessionBytes(settings))),
                "sessions");
        SingleOutputStreamOperator<MetricMinute> minutes = identify(
                sessions.getSideOutput(SessionOutputs.MEASUREMENTS)
                        .keyBy(Measurement::key, new FormatTypeInfo<>(new MinuteKeyFormat()))
                        .transform(
                                "metric-minutes",
                                new FormatTypeInfo<>(new MetricMinuteFormat()),
                                new MetricMinuteOperator(
                                        settings.minutes(), settings.cacheBytes() - sessionBytes(settings))),
                "metric-minutes");
        LatchRule latch = new LatchRule(settings.signals().policy());
        SingleOutputStreamOperator<SignalUpdate> budgets = identify(
                sessions.getSideOutput(SessionOutputs.BUDGETED_VALUES)
                        .keyBy(BudgetedValue::key, new FormatTypeInfo<>(new VitalPageFormat()))
                        .process(
                                new BudgetSignalFunction(settings.budgets(), latch),
                                TypeInformation.of(SignalUpdate.class)),
                "budget-signals");
        SingleOutputStreamOperator<ErrorGroup> groups = identify(
                sessions.getSideOutput(SessionOutputs.ERRORS)
                        .keyBy(ErrorOccurrence::groupKey, Types.STRING)
                        .process(
                                new ErrorGroupFunction(settings.newAfterMillis()),
                                TypeInformation.of(ErrorGroup.class)),
                "error-groups");
        SingleOutputStreamOperator<SignalUpdate> newErrors = identify(
                groups.getSideOutput(SessionOutputs.GROUPED_ERRORS)
                        .keyBy(GroupedError::key, new FormatTypeInfo<>(new ErrorGroupHostFormat()))
                        .process(
                                new NewErrorSignalFunction(settings.newErrors(), latch, Clock.systemUTC()),
                                TypeInformation.of(SignalUpdate.class)),
                "new-error-signals");
        return new SessionsOutputs(
                sessions,
                sessions.getSideOutput(SessionOutputs.TIMELINE),
                sessions.getSideOutput(SessionOutputs.SEGMENTS),
                sessions.getSideOutput(SessionOutputs.ERASURES),
                minutes,
                groups,
                groups.getSideOutput(SessionOutputs.ERROR_MINUTES),
                resolved.getSideOutput(StackRowFunction.ROWS),
                budgets.union(newErrors),
                events.getSideOutput(DEAD_LETTERS));
    }

    /** The part of the cache for sessions, of which there are more than minutes. */
    private static long sessionBytes(SessionsSettings settings) {
        return settings.cacheBytes() / 4 * 3;
    }
}
