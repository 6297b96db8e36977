package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sends elements of one route through one subtask, so that their order is kept and no two writers touch one row. It is
 * not a {@code keyBy}: writers keep no keyed state, and a keyed operator would open a state backend for none.
 */
public final class Router<T> implements KeySelector<T, String> {
    private static final long serialVersionUID = 1;

    private final Route<T> route;

    private Router(Route<T> route) {
        this.route = route;
    }

    /** What names the route of an element: equal over JVMs. */
    public interface Route<T> extends Function<T, String>, Serializable {}

    public static <T> DataStream<T> route(DataStream<T> stream, Route<T> route) {
        return stream.partitionCustom(new ByHash(), new Router<>(route));
    }

    @Override
    public String getKey(T element) {
        return route.apply(element);
    }

    private static final class ByHash implements Partitioner<String> {
        private static final long serialVersionUID = 1;

        @Override
        public int partition(String key, int partitions) {
            return Math.floorMod(key.hashCode(), partitions);
        }
    }
}
