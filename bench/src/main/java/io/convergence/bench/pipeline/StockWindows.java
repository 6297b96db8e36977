package io.convergence.bench.pipeline;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.RumCounts;
import io.convergence.core.convergence.SyntheticCounts;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.connect.ConvergenceSources;
import io.convergence.jobs.settings.ConvergenceSettings;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The verdict of every host at every boundary by {@code SlidingEventTimeWindows} and an {@code AggregateFunction}, as a user of
 * Flink would write it: the same thresholds over the same counts. Percentiles, latched signals, incidents, page minutes and
 * sinks are left out; they would make it slower.
 */
final class StockWindows {
    private StockWindows() {}

    /**
     * What a view or a check result adds to the window of its host.
     *
     * @param key tenant and host
     * @param views 1 for a view
     * @param errorViews 1 for a view with an error
     * @param lcpSamples 1 for a view with an LCP
     * @param lcpBelow 1 for a view with an LCP below the threshold
     * @param samples 1 for a result
     * @param failures 1 for a failed result
     */
    public record Event(
            String key, long views, long errorViews, long lcpSamples, long lcpBelow, long samples, long failures) {
        Event plus(Event other) {
            return new Event(
                    key.isEmpty() ? other.key : key,
                    views + other.views,
                    errorViews + other.errorViews,
                    lcpSamples + other.lcpSamples,
                    lcpBelow + other.lcpBelow,
                    samples + other.samples,
                    failures + other.failures);
        }
    }

    /** Adds the operators. */
    static void build(ConvergenceSources sources, ConvergenceSettings settings) {
        double slowMillis = settings.thresholds().lcpP75Millis();
        DataStream<Event> views = events(
                sources.beacons(),
                (arrival, out) -> {
                    Beacon view = arrival.value();
                    if (view != null) {
                        out.collect(event(view, slowMillis));
                    }
                },
                "stock-views");
        DataStream<Event> results = events(
                sources.synthetic(),
                (arrival, out) -> {
                    SyntheticResult result = arrival.value();
                    if (result != null && result.isWebFacing()) {
                        out.collect(event(result));
                    }
                },
                "stock-results");
        DataStream<String> verdicts = identify(
                views.union(results)
                        .keyBy(Event::key, Types.STRING)
                        .window(SlidingEventTimeWindows.of(
                                Duration.ofMillis(settings.window().sizeMillis()),
                                Duration.ofMillis(settings.window().slideMillis())))
                        .aggregate(
                                new Sum(),
                                new Judge(new ConvergenceRule(settings.thresholds())),
                                TypeInformation.of(Event.class),
                                TypeInformation.of(Event.class),
                                Types.STRING),
                "stock-windows");
        identify(verdicts.sinkTo(new DiscardingSink<>()), "discard-verdicts");
    }

    private static <T> DataStream<Event> events(
            DataStream<Arrival<T>> arrivals, FlatMapFunction<Arrival<T>, Event> map, String uid) {
        return identify(
                arrivals.flatMap(map, TypeInformation.of(Event.class)).setParallelism(arrivals.getParallelism()), uid);
    }

    private static Event event(Beacon view, double slowMillis) {
        Double lcp = view.vitals().lcpMillis();
        return new Event(
                view.tenant() + '|' + view.host(),
                1,
                view.isErrorView() ? 1 : 0,
                lcp == null ? 0 : 1,
                lcp != null && lcp < slowMillis ? 1 : 0,
                0,
                0);
    }

    private static Event event(SyntheticResult result) {
        return new Event(result.tenant() + '|' + result.host(), 0, 0, 0, 0, 1, result.success() ? 0 : 1);
    }

    private static final class Sum implements AggregateFunction<Event, Event, Event> {
        private static final long serialVersionUID = 1;

        @Override
        public Event createAccumulator() {
            return new Event("", 0, 0, 0, 0, 0, 0);
        }

        @Override
        public Event add(Event event, Event sum) {
            return sum.plus(event);
        }

        @Override
        public Event getResult(Event sum) {
            return sum;
        }

        @Override
        public Event merge(Event sum, Event other) {
            return sum.plus(other);
        }
    }

    private static final class Judge extends ProcessWindowFunction<Event, String, String, TimeWindow> {
        private static final long serialVersionUID = 1;

        private final ConvergenceRule rule;

        Judge(ConvergenceRule rule) {
            this.rule = rule;
        }

        @Override
        public void process(String key, Context context, Iterable<Event> sums, Collector<String> out) {
            for (Event sum : sums) {
                out.collect(rule.decide(
                                new RumCounts(sum.views(), sum.errorViews(), sum.lcpSamples(), sum.lcpBelow()),
                                false,
                                new SyntheticCounts(sum.samples(), sum.failures(), 0),
                                SyntheticCounts.NONE)
                        .verdict()
                        .name());
            }
        }
    }
}
