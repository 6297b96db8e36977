package io.convergence.bench.micro;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.EventMatching;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Matching of a view with the objectives of its tenant. Each objective selects one host; views come from 100 hosts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchBench {
    private static final int VIEWS = 1 << 12;
    private static final int HOSTS = 100;
    private static final long START = 1_767_225_600_000L;

    /** Number of objectives of the tenant. */
    @Param({"100", "10000"})
    private int objectives = 100;

    private final Beacon[] views = new Beacon[VIEWS];
    private final SloBook book = SloBook.open(new SloStart(List.of(), List.of(), 0, 0), null);
    private final EventMatching<Beacon> matching = new EventMatching<>(EventKind.VIEWS, book);
    private int next;

    /** A measurement, created by JMH. */
    public MatchBench() {}

    /** Compiles the objectives and makes views. */
    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder(SampleObjectives.SERVICE);
        for (int number = 0; number < objectives; number++) {
            text.append("---\n").append(SampleObjectives.objective(number));
        }
        for (SloDefinition definition : OpenSlo.read(List.of(new SourceText("bench", "acme", text.toString())))
                .definitions()) {
            book.apply(new SloUpdate("acme", definition.name(), START, 0, definition));
        }
        SampleViews source = new SampleViews(3, HOSTS, 1);
        for (int number = 0; number < VIEWS; number++) {
            views[number] = source.next(START + number);
        }
    }

    /** A matched view. */
    @Benchmark
    public void match(Blackhole objectivesOfView) {
        matching.match(views[next++ & VIEWS - 1], START, (matcher, group) -> objectivesOfView.consume(matcher));
    }
}
