package io.convergence.bench.pipeline;

import io.convergence.kit.process.JvmProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Brokers with traffic, one for each shape, which run until they are closed. Not thread-safe. */
final class Brokers implements AutoCloseable {
    private final Map<TrafficShape, JvmProcess> processes = new HashMap<>();
    private final Function<TrafficShape, JvmProcess> start;

    /**
     * No brokers yet.
     *
     * @param start starts {@link BrokerWithTraffic} for a shape
     */
    Brokers(Function<TrafficShape, JvmProcess> start) {
        this.start = start;
    }

    /** The broker of a shape, which is started when it is first asked for. */
    JvmProcess of(TrafficShape shape) {
        return processes.computeIfAbsent(shape, start);
    }

    @Override
    public void close() {
        processes.values().forEach(JvmProcess::close);
    }
}
