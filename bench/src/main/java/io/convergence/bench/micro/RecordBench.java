package io.convergence.bench.micro;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.privacy.PageRedaction;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of the source for one record: decoding of a beacon, with its checks and redaction, and redaction alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordBench {
    private static final int RECORDS = 1 << 12;
    private static final int HOSTS = 2000;
    private static final int PAGES = 64;
    private static final long START = 1_767_225_600_000L;

    private final BeaconDecoder decoder = new BeaconDecoder();
    private final byte[][] records = new byte[RECORDS][];
    private final String[] paths = new String[RECORDS];
    private int next;

    /** A measurement, created by JMH. */
    public RecordBench() {}

    /** Encodes the views, and makes paths with identifiers. */
    @Setup
    public void prepare() {
        SampleViews views = new SampleViews(2, HOSTS, PAGES);
        BeaconEncoder encoder = new BeaconEncoder();
        for (int number = 0; number < RECORDS; number++) {
            Beacon view = views.next(START + number);
            records[number] = encoder.encode(view);
            paths[number] = "/products/" + view.id() + "/reviews";
        }
    }

    /** A decoded record. */
    @Benchmark
    public Decoded<Beacon> decode() {
        return decoder.decode(records[next++ & RECORDS - 1]);
    }

    /** A redacted path. */
    @Benchmark
    public String redact() {
        return PageRedaction.redact(paths[next++ & RECORDS - 1]);
    }
}
