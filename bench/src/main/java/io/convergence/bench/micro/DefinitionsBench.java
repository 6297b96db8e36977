package io.convergence.bench.micro;

import io.convergence.core.slo.book.DefinitionLog;
import io.convergence.core.slo.definition.DefinitionRecord;
import java.util.ArrayList;
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

/** Documents of one tenant, a service and SLOs, that come into force one by one, as a job reads them from the topic. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class DefinitionsBench {
    private static final long START = 1_767_225_600_000L;

    /** Number of documents. */
    @Param({"500", "1000", "10000"})
    private int documents = 1000;

    private final List<DefinitionRecord> records = new ArrayList<>();

    /** A measurement, created by JMH. */
    public DefinitionsBench() {}

    /** Makes the records of the documents. */
    @Setup
    public void prepare() {
        records.add(new DefinitionRecord("acme/Service/shop", 0, START, SampleObjectives.SERVICE));
        for (int number = 1; number < documents; number++) {
            records.add(new DefinitionRecord(
                    "acme/SLO/objective-" + number, number, START, SampleObjectives.objective(number)));
        }
    }

    /** All documents, applied one by one; returns the number of objectives in force. */
    @Benchmark
    public int apply() {
        DefinitionLog log = new DefinitionLog(List.of());
        records.forEach(log::apply);
        return log.objectives();
    }
}
