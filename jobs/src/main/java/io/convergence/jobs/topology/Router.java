package io.convergence.jobs.topology;

import java.io.Serializable;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Partitioning of a stream before its sink: elements with equal routes are sent to one subtask, which keeps their order
 * and prevents two writers of one row. It replaces {@code keyBy} because sinks have no keyed state, and a keyed operator
 * would open a state backend for nothing.
 */
public final class Router<T> implements KeySelector<T, Integer> {
    private static final long serialVersionUID = 1;

    private final Route<T> route;

    private Router(Route<T> route) {
        this.route = route;
    }

    /** Route of an element: a number that is equal for elements of one subtask, and the same on every JVM. */
    public interface Route<T> extends ToIntFunction<T>, Serializable {}

    /** Partitions a stream by the routes of its elements. */
    public static <T> DataStream<T> route(DataStream<T> stream, Route<T> route) {
        return stream.partitionCustom(new ByHash(), new Router<>(route));
    }

    @Override
    public Integer getKey(T element) {
        return route.applyAsInt(element);
    }

    private static final class ByHash implements Partitioner<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public int partition(Integer route, int partitions) {
            return Math.floorMod(route, partitions);
        }
    }
}
