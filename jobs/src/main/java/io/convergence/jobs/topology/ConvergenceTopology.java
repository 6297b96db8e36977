package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.RumMinutes;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.minute.AppHostKey;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.flink.bundle.BundleOperator;
import io.convergence.flink.bundle.MinuteBundleOperator;
import io.convergence.flink.converge.ConvergeOperator;
import io.convergence.flink.converge.ConvergeOutputs;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.minutes.AppHostKeyFormat;
import io.convergence.flink.minutes.ClosedMinuteOperator;
import io.convergence.flink.minutes.MinuteUpdateFormat;
import io.convergence.flink.minutes.PageMinuteFunction;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.HostBundleFormat;
import io.convergence.flink.state.HostKeyFormat;
import io.convergence.flink.state.MinuteBundleFormat;
import io.convergence.flink.state.MinuteKeyFormat;
import io.convergence.flink.state.PageMinuteFormat;
import io.convergence.jobs.settings.VerdictSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Graph of the convergence branch, from the intake to the sinks.
 *
 * <pre>
 * views --+--> bundle-beacons --by (tenant, host)--> converge --> verdicts, minutes, signals, incidents, late
 *         |                                             |
 *         +--> bundle-minutes --by minute--> page-minutes --by (tenant, app, host)--> closed-minutes --> page minutes
 *                                                       |
 * results ----> web-facing-only --by (tenant, host)-----+
 * </pre>
 *
 * The operators of page minutes are left out when none are stored. Everything before the first shuffle runs in the tasks of
 * the sources, unless beacons are deduplicated ({@code beacon.deduplicate}), which needs a shuffle of its own before the
 * bundles.
 */
public final class ConvergenceTopology {
    private ConvergenceTopology() {}

    /** Adds the operators of the branch. */
    public static ConvergenceOutputs build(IntakeOutputs intake, VerdictSettings settings) {
        Stagger stagger = new Stagger(settings.window(), settings.staggerMillis());
        SingleOutputStreamOperator<VerdictUpdate> verdicts =
                converge(bundle(intake.views(), settings, stagger), intake.results(), settings, stagger);
        return new ConvergenceOutputs(
                verdicts,
                verdicts.getSideOutput(ConvergeOutputs.MINUTES),
                verdicts.getSideOutput(ConvergeOutputs.SIGNALS),
                verdicts.getSideOutput(ConvergeOutputs.INCIDENTS),
                settings.rumMinutes() == RumMinutes.NONE ? null : pageMinutes(intake.views(), settings),
                verdicts.getSideOutput(ConvergeOutputs.LATE_BEACONS),
                verdicts.getSideOutput(ConvergeOutputs.LATE_RESULTS));
    }

    private static DataStream<HostBundle> bundle(
            DataStream<Timed<Beacon>> views, VerdictSettings settings, Stagger stagger) {
        BundleOperator bundles = new BundleOperator(
                stagger,
                settings.thresholds().lcpP75Millis(),
                settings.bundle().maxPartials(),
                settings.bundle().flushIntervalMillis());
        return identify(
                views.transform("bundle-beacons", new FormatTypeInfo<>(new HostBundleFormat()), bundles)
                        .setParallelism(views.getParallelism()),
                "bundle-beacons");
    }

    private static SingleOutputStreamOperator<VerdictUpdate> converge(
            DataStream<HostBundle> bundles,
            DataStream<Timed<SyntheticResult>> results,
            VerdictSettings settings,
            Stagger stagger) {
        TypeInformation<HostKey> key = new FormatTypeInfo<>(new HostKeyFormat());
        HostRules rules = new HostRules(
                settings.window(),
                new ConvergenceRule(settings.thresholds()),
                new CollapseRule(settings.collapse()),
                new EpisodeRule(settings.episodes()),
                settings.heartbeats(),
                settings.bounds().bounds());
        DataStream<Timed<SyntheticResult>> webFacing = identify(
                results.filter(timed -> timed.value().isWebFacing()).setParallelism(results.getParallelism()),
                "web-facing-only");
        return identify(
                bundles.keyBy(HostBundle::key, key)
                        .connect(webFacing.keyBy(timed -> HostKey.of(timed.value()), key))
                        .transform(
                                "converge",
                                TypeInformation.of(VerdictUpdate.class),
                                new ConvergeOperator(rules, stagger, settings.cacheBytes())),
                "converge");
    }

    private static DataStream<PageMinute> pageMinutes(DataStream<Timed<Beacon>> views, VerdictSettings settings) {
        MinuteBundleOperator sums = new MinuteBundleOperator(
                settings.rumMinutes() == RumMinutes.PAGE,
                settings.bundle().maxPartials(),
                settings.bundle().flushIntervalMillis());
        DataStream<MinuteBundle> minutes = identify(
                views.transform("bundle-minutes", new FormatTypeInfo<>(new MinuteBundleFormat()), sums)
                        .setParallelism(views.getParallelism()),
                "bundle-minutes");
        MinuteRule rule = new MinuteRule(settings.bounds().bounds());
        DataStream<MinuteUpdate> closed = identify(
                minutes.keyBy(MinuteBundle::key, new FormatTypeInfo<>(new MinuteKeyFormat()))
                        .process(new PageMinuteFunction(rule), new FormatTypeInfo<>(new MinuteUpdateFormat())),
                "page-minutes");
        return identify(
                closed.keyBy(update -> AppHostKey.of(update.key()), new FormatTypeInfo<>(new AppHostKeyFormat()))
                        .transform(
                                "closed-minutes",
                                new FormatTypeInfo<>(new PageMinuteFormat()),
                                new ClosedMinuteOperator(rule)),
                "closed-minutes");
    }
}
